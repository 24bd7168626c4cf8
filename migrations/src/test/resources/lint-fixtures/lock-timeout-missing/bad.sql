--liquibase formatted sql

--changeset test:column
alter table orders add column note text;
--rollback alter table orders drop column note
