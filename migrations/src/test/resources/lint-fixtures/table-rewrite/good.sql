--liquibase formatted sql

--changeset test:vacuum runInTransaction:false
vacuum (full_text) orders;
--rollback empty

--changeset test:option
alter table orders set (fillfactor = 80);
--rollback alter table orders reset (fillfactor)
