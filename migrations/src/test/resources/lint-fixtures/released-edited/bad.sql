--liquibase formatted sql logicalFilePath:shop/carts.sql

--changeset test:carts
create table carts (id bigint, customer text);
--rollback drop table carts
