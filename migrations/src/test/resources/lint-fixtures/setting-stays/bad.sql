--liquibase formatted sql

--changeset test:set
set statement_timeout = '1h';
--rollback empty
