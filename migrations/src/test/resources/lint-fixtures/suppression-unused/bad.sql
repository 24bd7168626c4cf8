--liquibase formatted sql

--changeset test:carts
--comment lint-allow drop-column: unused since 1.2
create table carts (id bigint);
--rollback drop table carts
