--liquibase formatted sql

--changeset test:table
create table carts (id bigint primary key, value jsonb default '{}'::json);
--rollback drop table carts

--changeset test:column
alter table orders add column value jsonb default '{}'::json;
--rollback alter table orders drop column value
