--liquibase formatted sql

--changeset test:column0
alter table orders add column token uuid default gen_random_uuid();
--rollback alter table orders drop column token

--changeset test:column1
alter table orders add column number bigint not null default nextval('numbers');
--rollback alter table orders drop column number

--changeset test:column2
alter table orders add column seen timestamptz default pg_catalog.clock_timestamp();
--rollback alter table orders drop column seen
