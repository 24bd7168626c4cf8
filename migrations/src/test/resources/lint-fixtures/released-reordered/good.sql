--liquibase formatted sql logicalFilePath:shop/carts.sql

--changeset test:carts
create table carts (id bigint);
--rollback drop table carts

--changeset test:shelves
create table shelves (id bigint);
--rollback drop table shelves
