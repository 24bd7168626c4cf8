--liquibase formatted sql

--changeset test:new-table
create table carts (id bigint);
--rollback drop table carts

--changeset test:rename
alter table carts rename to baskets;
--rollback alter table baskets rename to carts

--changeset test:later
create index baskets_id_idx on baskets (id);
--rollback drop index baskets_id_idx
