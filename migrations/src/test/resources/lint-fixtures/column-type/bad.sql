--liquibase formatted sql

--changeset test:type
alter table orders alter column price type bigint;
--rollback empty

--changeset test:unknown-before
alter table orders alter column state set data type varchar(100);
--rollback empty

--changeset test:narrower
alter table orders add column code varchar(10);
--rollback alter table orders drop column code

--changeset test:narrower-now
alter table orders alter column code type varchar(5);
--rollback empty
