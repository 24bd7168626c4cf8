--liquibase formatted sql

--changeset test:index
create index concurrently orders_customer_idx on orders (customer);
--rollback drop index orders_customer_idx

--changeset test:vacuum
vacuum (analyze) orders;
--rollback empty

--changeset test:detach
alter table events detach partition events_2020 concurrently;
--rollback empty
