--liquibase formatted sql

--changeset test:table
create table carts (id bigint primary key, value json);
--rollback drop table carts

--changeset test:column
alter table orders add column value json;
--rollback alter table orders drop column value
