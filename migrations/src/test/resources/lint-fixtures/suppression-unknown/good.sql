--liquibase formatted sql

--changeset test:drop
--comment no program reads it; lint-allow drop-column: unused since 1.2
alter table orders drop column price;
--rollback alter table orders add column price integer
