--liquibase formatted sql

--changeset test:columns
alter table orders add column code varchar(10), add column price numeric(8, 2);
--rollback alter table orders drop column code, drop column price

--changeset test:wider
alter table orders alter column code type varchar(50), alter column price type numeric(12, 2);
--rollback empty

--changeset test:widest
alter table orders alter column code type text;
--rollback empty
