--liquibase formatted sql

--changeset test:drop
drop table if exists orders;
--rollback empty
