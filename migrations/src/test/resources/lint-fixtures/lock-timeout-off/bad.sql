--liquibase formatted sql

--changeset test:off
set local lock_timeout = 0;
--rollback empty

--changeset test:config
select pg_catalog.set_config('lock_timeout', '0', true);
--rollback empty
