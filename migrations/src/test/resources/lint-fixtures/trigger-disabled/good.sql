--liquibase formatted sql

--changeset test:enable
alter table orders enable trigger all;
--rollback empty
