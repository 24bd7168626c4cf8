--liquibase formatted sql

--changeset test:detach runInTransaction:false
alter table events detach partition events_2020 concurrently;
--rollback empty
