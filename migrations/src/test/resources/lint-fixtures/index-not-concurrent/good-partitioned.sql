--liquibase formatted sql

--changeset test:index
create index events_at_idx on only events (at);
--rollback drop index events_at_idx
