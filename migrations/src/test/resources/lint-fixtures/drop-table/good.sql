--liquibase formatted sql

--changeset test:new-table
create table carts (id bigint primary key);
--rollback drop table carts

--changeset test:drop
drop table carts;
--rollback create table carts (id bigint primary key)
