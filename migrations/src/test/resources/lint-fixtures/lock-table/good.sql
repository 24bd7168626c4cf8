--liquibase formatted sql

--changeset test:lock
create table carts (id bigint);
lock table carts;
--rollback drop table carts
