--liquibase formatted sql

--changeset test:add
alter type state add value 'shipped' after 'sent';
--rollback empty
