--liquibase formatted sql

--changeset test:trigger
alter table orders disable trigger all;
--rollback alter table orders enable trigger all

--changeset test:replica
set local session_replication_role = replica;
--rollback empty
