--liquibase formatted sql

--changeset test:update
update orders set state = 'new' where state is null;
--rollback empty

--changeset test:new-table
create table carts as select 1 as id;
--rollback drop table carts

--changeset test:fill
update carts set id = 2;
--rollback empty
