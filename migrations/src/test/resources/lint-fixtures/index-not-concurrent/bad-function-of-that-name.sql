--liquibase formatted sql

--changeset test:function
create function orders() returns integer language sql as $$ select 1 $$;
--rollback drop function orders

--changeset test:index
create index orders_id_idx on orders (id);
--rollback drop index orders_id_idx
