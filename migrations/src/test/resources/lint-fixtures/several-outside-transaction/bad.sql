--liquibase formatted sql

--changeset test:indexes runInTransaction:false
create index concurrently orders_a_idx on orders (a);
create index concurrently orders_b_idx on orders (b);
--rollback drop index orders_a_idx, orders_b_idx
