--liquibase formatted sql

--changeset test:index runInTransaction:false
create index concurrently orders_customer_idx on orders (customer);
--rollback drop index orders_customer_idx

--changeset test:vacuum runInTransaction:false
vacuum orders;
--rollback empty

--changeset test:analyze
analyze orders;
--rollback empty
