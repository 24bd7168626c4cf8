--liquibase formatted sql

--changeset test:table
create table carts (id bigint primary key, value character varying(3));
--rollback drop table carts

--changeset test:column
alter table orders add column value character varying(3);
--rollback alter table orders drop column value
