--liquibase formatted sql logicalFilePath:shop/orders.sql

--changeset test:one-postgresql dbms:postgresql
alter table orders add column note text;
--rollback alter table orders drop column note

--changeset test:one-sqlite dbms:sqlite
alter table orders add column note text;
--rollback alter table orders drop column note

--changeset test:two-postgresql dbms:postgresql
alter table orders add column remark text;
--rollback alter table orders drop column remark
