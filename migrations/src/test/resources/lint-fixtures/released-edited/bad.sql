--liquibase formatted sql

--changeset test:carts
create table carts (id bigint);
--rollback drop table carts
