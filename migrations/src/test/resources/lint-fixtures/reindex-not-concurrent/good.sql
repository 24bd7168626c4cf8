--liquibase formatted sql

--changeset test:reindex runInTransaction:false
reindex index concurrently orders_customer_idx;
--rollback empty

--changeset test:options runInTransaction:false
reindex (concurrently, verbose) table orders;
--rollback empty
