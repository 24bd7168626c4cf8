--liquibase formatted sql

--changeset test:index runInTransaction:false
create index concurrently on orders (customer);
--rollback drop index concurrently orders_customer_idx
