--liquibase formatted sql

--changeset test:key
alter table orders add primary key (id);
--rollback alter table orders drop constraint orders_pkey
