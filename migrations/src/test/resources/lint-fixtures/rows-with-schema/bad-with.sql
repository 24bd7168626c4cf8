--liquibase formatted sql

--changeset test:backfill
alter table orders add column note text;
with old as (select id from orders) delete from orders where id in (select id from old);
--rollback alter table orders drop column note
