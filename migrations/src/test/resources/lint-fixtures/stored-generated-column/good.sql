--liquibase formatted sql

--changeset test:column0
alter table orders add column total integer;
--rollback alter table orders drop column total

--changeset test:column1
alter table orders add column shown integer generated always as (price * amount) virtual;
--rollback alter table orders drop column shown
