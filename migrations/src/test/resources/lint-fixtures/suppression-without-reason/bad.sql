--liquibase formatted sql

--changeset test:drop
--comment lint-allow drop-column
alter table orders drop column price;
--rollback alter table orders add column price integer
