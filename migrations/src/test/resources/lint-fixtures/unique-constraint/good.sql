--liquibase formatted sql

--changeset test:index runInTransaction:false
create unique index concurrently orders_number_key on orders (number);
--rollback drop index concurrently orders_number_key

--changeset test:constraint
alter table orders add constraint orders_number_key unique using index orders_number_key;
--rollback alter table orders drop constraint orders_number_key

--changeset test:new-table
create table carts (id bigint, constraint carts_id_key unique (id));
--rollback drop table carts
