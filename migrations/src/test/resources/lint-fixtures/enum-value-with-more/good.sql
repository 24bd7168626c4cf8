--liquibase formatted sql

--changeset test:add
alter type state add value if not exists 'lost';
--rollback empty

--changeset test:update
update orders set state = 'lost' where id = 1;
--rollback empty
