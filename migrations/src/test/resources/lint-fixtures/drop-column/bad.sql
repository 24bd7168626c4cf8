--liquibase formatted sql

--changeset test:drop
alter table orders drop column if exists price;
--rollback alter table orders add column price integer
