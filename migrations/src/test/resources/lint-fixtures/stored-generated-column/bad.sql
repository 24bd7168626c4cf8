--liquibase formatted sql

--changeset test:column
alter table orders add column total integer generated always as (price * amount) stored;
--rollback alter table orders drop column total
