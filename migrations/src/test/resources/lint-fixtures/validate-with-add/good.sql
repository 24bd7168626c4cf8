--liquibase formatted sql

--changeset test:check
alter table orders add constraint orders_price_check check (price > 0) not valid;
--rollback alter table orders drop constraint orders_price_check

--changeset test:validate
alter table orders validate constraint orders_price_check;
--rollback empty
