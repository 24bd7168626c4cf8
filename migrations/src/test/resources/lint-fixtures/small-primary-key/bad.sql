--liquibase formatted sql

--changeset test:column
create table carts (id integer primary key);
--rollback drop table carts

--changeset test:constraint
create table shelves (id int4, constraint shelves_pkey primary key (id));
--rollback drop table shelves
