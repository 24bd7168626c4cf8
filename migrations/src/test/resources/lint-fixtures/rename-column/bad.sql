--liquibase formatted sql

--changeset test:rename
alter table orders rename price to cost;
--rollback alter table orders rename cost to price
