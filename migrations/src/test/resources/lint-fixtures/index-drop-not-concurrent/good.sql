--liquibase formatted sql

--changeset test:drop runInTransaction:false
drop index concurrently orders_customer_idx;
--rollback create index concurrently orders_customer_idx on orders (customer)

--changeset test:new-table
create table carts (customer text); create index carts_customer_idx on carts (customer);
--rollback drop table carts

--changeset test:index-of-new-table
drop index carts_customer_idx;
--rollback create index carts_customer_idx on carts (customer)
