--liquibase formatted sql

--changeset test:column
alter table orders add column customer_id bigint references customers (id);
--rollback alter table orders drop column customer_id
