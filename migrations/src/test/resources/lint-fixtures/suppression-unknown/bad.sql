--liquibase formatted sql

--changeset test:carts
--comment lint-allow drop-colum: nobody reads it
create table carts (id bigint);
--rollback drop table carts
