--liquibase formatted sql

--changeset test:key
alter table orders add constraint orders_customer_id_fkey foreign key (customer_id) references customers (id) on delete cascade not valid;
--rollback alter table orders drop constraint orders_customer_id_fkey

--changeset test:validate
alter table orders validate constraint orders_customer_id_fkey;
--rollback empty

--changeset test:new-table
create table carts (id bigint, customer_id bigint references customers (id));
--rollback drop table carts
