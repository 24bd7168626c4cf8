--liquibase formatted sql

--changeset test:column
set local lock_timeout = '5s';
alter table orders add column note text;
--rollback alter table orders drop column note

--changeset test:new
create table carts (id bigint);
--rollback drop table carts
