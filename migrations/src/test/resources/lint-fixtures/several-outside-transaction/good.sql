--liquibase formatted sql

--changeset test:a runInTransaction:false
set lock_timeout = '1s';
create index concurrently orders_a_idx on orders (a);
reset lock_timeout;
--rollback drop index orders_a_idx

--changeset test:b runInTransaction:false
create index concurrently orders_b_idx on orders (b);
--rollback drop index orders_b_idx
