--liquibase formatted sql

--changeset test:new-table
create table carts (price integer);
--rollback drop table carts

--changeset test:rename
alter table carts rename column price to cost;
--rollback alter table carts rename column cost to price

--changeset test:constraint
alter table orders rename constraint a to b;
--rollback alter table orders rename constraint b to a
