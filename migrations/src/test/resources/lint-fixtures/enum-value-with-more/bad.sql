--liquibase formatted sql

--changeset test:add
alter type state add value 'lost';
update orders set state = 'lost' where id = 1;
--rollback empty
