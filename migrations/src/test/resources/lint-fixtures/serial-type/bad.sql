--liquibase formatted sql

--changeset test:table
create table carts (id bigserial primary key);
--rollback drop table carts
