--liquibase formatted sql

--changeset test:rename
alter schema shop rename to store;
--rollback alter schema store rename to shop
