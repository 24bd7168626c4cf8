--liquibase formatted sql

--changeset test:index runInTransaction:false
create index concurrently if not exists orders_customer_idx on orders (customer);
--rollback drop index concurrently orders_customer_idx
