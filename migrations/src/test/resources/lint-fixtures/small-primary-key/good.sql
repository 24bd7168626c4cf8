--liquibase formatted sql

--changeset test:column
create table carts (id bigint primary key);
--rollback drop table carts

--changeset test:longer
create table cart_lines (cart_id bigint, line integer, primary key (cart_id, line));
--rollback drop table cart_lines
