--liquibase formatted sql

--changeset test:column
alter table orders add column number text unique;
--rollback alter table orders drop column number
