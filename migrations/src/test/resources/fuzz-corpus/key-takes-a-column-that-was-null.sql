-- The new key was built on PostgreSQL before the rows that were null had their value
-- seed 1
-- step
create table t (code uuid, id varchar(50) not null, constraint t_pkey primary key (id));
-- step
create table t (code uuid default '7db14965-eff6-6acd-bdf1-74d8e0d714a3' not null, id varchar(50) not null, constraint t_pkey primary key (id, code));
