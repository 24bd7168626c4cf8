--liquibase formatted sql

--changeset test:view
drop view totals cascade;
--rollback empty

--changeset test:constraint
alter table orders drop constraint orders_pkey cascade;
--rollback empty
