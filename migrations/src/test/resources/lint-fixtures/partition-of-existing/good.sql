--liquibase formatted sql

--changeset test:table
create table events_2030 (like events including all);
--rollback drop table events_2030

--changeset test:attach
alter table events attach partition events_2030 for values from ('2030-01-01') to ('2031-01-01');
--rollback empty

--changeset test:new
create table visits (at timestamptz) partition by range (at);
create table visits_2030 partition of visits for values from ('2030-01-01') to ('2031-01-01');
--rollback drop table visits
