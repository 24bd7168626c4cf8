--liquibase formatted sql

--changeset test:drop
drop schema if exists shop;
--rollback empty

--changeset test:database runInTransaction:false
drop database shop;
--rollback empty
