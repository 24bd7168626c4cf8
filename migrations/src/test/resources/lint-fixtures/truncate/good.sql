--liquibase formatted sql

--changeset test:delete
delete from orders where state = 'truncate orders';
--rollback empty
