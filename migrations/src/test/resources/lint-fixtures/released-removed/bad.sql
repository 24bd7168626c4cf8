--liquibase formatted sql

--changeset test:shelves
create table shelves (id bigint);
--rollback drop table shelves
