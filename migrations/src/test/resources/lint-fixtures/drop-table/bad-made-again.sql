--liquibase formatted sql

--changeset test:again
drop table orders;
create table orders (id bigint);
--rollback empty
