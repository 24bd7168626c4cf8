-- A key in another order, and another type, in one rebuild: its rows are compared without the key's help
-- seed 4411624440473461316
-- step
create table t (id uuid not null, id2 text not null, big bigint default -9223372036854775808 not null, constraint t_pkey primary key (id, id2));
-- step, destructive
create table t (id uuid not null, id2 text not null, big text default '10' not null, constraint t_pkey primary key (id2, id));
-- step, destructive
create table t (id uuid not null, id2 text not null, big text default '10' not null, small smallint not null, constraint t_pkey primary key (id, big));
-- backfill: t.small = 5
-- step, destructive
create table t (id uuid not null, id2 text not null, big text default '10' not null, small bigint not null, constraint t_pkey primary key (id, id2));
