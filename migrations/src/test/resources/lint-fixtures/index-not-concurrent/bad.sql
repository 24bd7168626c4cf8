--liquibase formatted sql

--changeset test:index
create index orders_customer_idx on orders (customer); -- not create index concurrently
--rollback drop index concurrently orders_customer_idx
