--liquibase formatted sql

--changeset test:partition
create table events_2030 partition of events for values from ('2030-01-01') to ('2031-01-01');
--rollback drop table events_2030
