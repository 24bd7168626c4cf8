--liquibase formatted sql

--changeset test:rename
alter table orders rename to purchases;
--rollback alter table purchases rename to orders
