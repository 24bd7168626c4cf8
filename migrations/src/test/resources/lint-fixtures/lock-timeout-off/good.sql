--liquibase formatted sql

--changeset test:set
set local lock_timeout = '10s';
--rollback empty
