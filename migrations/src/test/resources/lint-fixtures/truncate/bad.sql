--liquibase formatted sql

--changeset test:truncate
truncate table only orders restart identity;
--rollback empty
