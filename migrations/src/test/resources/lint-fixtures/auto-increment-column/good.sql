--liquibase formatted sql

--changeset test:column
alter table orders add column number bigint;
--rollback alter table orders drop column number
