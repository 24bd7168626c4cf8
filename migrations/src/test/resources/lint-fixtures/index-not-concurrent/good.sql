--liquibase formatted sql

--changeset test:concurrently runInTransaction:false
create unique index concurrently orders_number_idx on orders (number);
--rollback drop index concurrently orders_number_idx

--changeset test:new-table
create table carts (id bigint primary key, customer text);
--rollback drop table carts

--changeset test:index-of-new-table
create index carts_customer_idx on public.carts (customer);
--rollback drop index carts_customer_idx
