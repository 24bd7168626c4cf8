--liquibase formatted sql

--changeset test:detach
alter table events detach partition events_2020;
--rollback empty
