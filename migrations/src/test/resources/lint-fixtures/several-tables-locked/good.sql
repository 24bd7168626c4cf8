--liquibase formatted sql

--changeset test:orders
alter table orders add column note text;
alter table orders add column remark text;
--rollback alter table orders drop column note

--changeset test:customers
alter table customers add column note text;
create table carts (id bigint primary key);
--rollback alter table customers drop column note
