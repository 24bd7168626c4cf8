--liquibase formatted sql

--changeset test:backfill
alter table orders add column note text;
update orders set note = '' where note is null;
--rollback alter table orders drop column note
