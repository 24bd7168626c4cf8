--liquibase formatted sql

--changeset test:reindex
reindex table orders;
--rollback empty
