--liquibase formatted sql

--changeset test:column
alter table orders add column price integer not null;
--rollback alter table orders drop column price
