--liquibase formatted sql

--changeset test:commit
begin;
update orders set state = 'new' where state is null;
commit;
--rollback empty
