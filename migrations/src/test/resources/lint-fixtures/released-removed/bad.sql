--liquibase formatted sql logicalFilePath:shop/carts.sql

--changeset test:shelves
create table shelves (id bigint);
--rollback drop table shelves
