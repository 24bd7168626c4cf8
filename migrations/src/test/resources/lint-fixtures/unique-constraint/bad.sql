--liquibase formatted sql

--changeset test:constraint
alter table orders add constraint orders_number_key unique (number);
--rollback alter table orders drop constraint orders_number_key
