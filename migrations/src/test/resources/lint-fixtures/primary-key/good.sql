--liquibase formatted sql

--changeset test:index runInTransaction:false
create unique index concurrently orders_pkey on orders (id);
--rollback drop index concurrently orders_pkey

--changeset test:key
alter table orders add constraint orders_pkey primary key using index orders_pkey;
--rollback alter table orders drop constraint orders_pkey
