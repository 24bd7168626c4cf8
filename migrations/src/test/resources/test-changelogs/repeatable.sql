--liquibase formatted sql

--changeset yes:rows
update a set b = 1 where c = 2;
insert into d values (1);

--changeset no:ends-its-transaction
update a set b = 1 where c = 2;
commit;


--changeset yes:concurrent-index runInTransaction:false
set statement_timeout = '1h';
create index concurrently a_b_idx on a (b);
reset statement_timeout;

--changeset yes:concurrent-drop runInTransaction:false
drop index concurrently a_b_idx;

--changeset yes:enum-value runInTransaction:false
alter type f add value 'g';

--changeset no:two-statements runInTransaction:false
create table h (id bigint);
create index concurrently h_idx on h (id);

--changeset no:reindex runInTransaction:false
reindex index concurrently a_b_idx;

--changeset no:detach runInTransaction:false
alter table i detach partition j concurrently;

--changeset no:procedure runInTransaction:false
call k();
