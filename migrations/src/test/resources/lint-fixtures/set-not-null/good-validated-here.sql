--liquibase formatted sql

--changeset test:check
alter table orders add constraint orders_price_set check (price is not null) not valid;
--rollback alter table orders drop constraint orders_price_set

--changeset test:not-null
alter table orders validate constraint orders_price_set;
alter table orders alter price set not null;
--rollback alter table orders alter column price drop not null
