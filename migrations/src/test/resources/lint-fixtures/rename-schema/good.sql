--liquibase formatted sql

--changeset test:rename
alter index orders_idx rename to orders_id_idx;
--rollback alter index orders_id_idx rename to orders_idx
