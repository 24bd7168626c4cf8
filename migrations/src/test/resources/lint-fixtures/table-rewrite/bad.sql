--liquibase formatted sql

--changeset test:unlogged
alter table orders set unlogged;
--rollback alter table orders set logged

--changeset test:full runInTransaction:false
vacuum full orders;
--rollback empty

--changeset test:options runInTransaction:false
vacuum (full, analyze) orders;
--rollback empty

--changeset test:cluster
cluster orders using orders_pkey;
--rollback empty
