--liquibase formatted sql

--changeset test:view
drop view totals_by_day, totals;
--rollback empty

--changeset test:fk
alter table orders drop constraint orders_customer_id_fkey;
--rollback empty

--changeset test:table
create table carts (order_id bigint references orders (id) on delete cascade);
--rollback drop table carts
