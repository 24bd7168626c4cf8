--liquibase formatted sql

--changeset test:drop
drop index if exists orders_customer_idx;
--rollback select 'made again by a changeset of its own'
