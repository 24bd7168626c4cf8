--liquibase formatted sql

--changeset test:lock
lock table orders in access exclusive mode;
--rollback empty
