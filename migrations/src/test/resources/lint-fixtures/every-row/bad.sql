--liquibase formatted sql

--changeset test:update
update orders set state = 'where';
--rollback empty

--changeset test:delete
delete from only orders;
--rollback empty
