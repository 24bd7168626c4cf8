--liquibase formatted sql

--changeset test:table
create table carts (id bigint primary key, value timestamp(3) without time zone);
--rollback drop table carts

--changeset test:column
alter table orders add column value timestamp(3) without time zone;
--rollback alter table orders drop column value
