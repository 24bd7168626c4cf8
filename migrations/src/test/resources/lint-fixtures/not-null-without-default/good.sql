--liquibase formatted sql

--changeset test:column0
alter table orders add column price integer;
--rollback alter table orders drop column price

--changeset test:column1
alter table orders add column state text not null default 'new';
--rollback alter table orders drop column state
