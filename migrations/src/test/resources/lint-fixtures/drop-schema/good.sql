--liquibase formatted sql

--changeset test:drop
drop view shop.totals;
--rollback empty
