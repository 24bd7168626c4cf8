--liquibase formatted sql

--changeset test:key
alter table orders add constraint orders_customer_id_fkey foreign key (customer_id) references customers (id) on delete cascade;
--rollback alter table orders drop constraint orders_customer_id_fkey
