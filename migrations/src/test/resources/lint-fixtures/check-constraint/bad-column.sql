--liquibase formatted sql

--changeset test:column
alter table orders add column price integer check (price > 0);
--rollback alter table orders drop column price
