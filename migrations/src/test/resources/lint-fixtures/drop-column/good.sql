--liquibase formatted sql

--changeset test:new-table
create table carts (id bigint primary key, price integer);
--rollback drop table carts

--changeset test:drop
alter table carts drop price;
--rollback alter table carts add price integer
