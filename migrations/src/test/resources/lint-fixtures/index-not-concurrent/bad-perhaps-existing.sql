--liquibase formatted sql

--changeset test:table
create table if not exists orders (id bigint);
--rollback empty

--changeset test:index
create index orders_id_idx on orders (id);
--rollback drop index orders_id_idx
