--liquibase formatted sql

--changeset test:constraint
alter table orders add constraint orders_price_set not null price;
--rollback alter table orders drop constraint orders_price_set
