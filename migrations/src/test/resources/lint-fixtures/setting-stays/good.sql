--liquibase formatted sql

--changeset test:set
set local statement_timeout = '1h';
--rollback empty

--changeset test:reset runInTransaction:false
set statement_timeout to '1h';
analyze orders;
reset statement_timeout;
--rollback empty

--changeset test:config
select set_config('statement_timeout', '1h', true);
--rollback empty
