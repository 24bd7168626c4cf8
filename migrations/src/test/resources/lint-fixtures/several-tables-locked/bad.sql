--liquibase formatted sql

--changeset test:columns
alter table orders add column note text;
alter table customers add column note text;
--rollback alter table orders drop column note
