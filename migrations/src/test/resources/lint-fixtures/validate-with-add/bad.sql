--liquibase formatted sql

--changeset test:check
alter table orders add constraint orders_price_check check (price > 0) not valid;
alter table orders validate constraint orders_price_check;
--rollback alter table orders drop constraint orders_price_check
