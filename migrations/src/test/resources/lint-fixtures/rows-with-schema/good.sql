--liquibase formatted sql

--changeset test:column
alter table orders add column note text;
--rollback alter table orders drop column note

--changeset test:backfill
update orders set note = '' where note is null;
--rollback empty

--changeset test:few
alter table orders add column remark text;
insert into settings (name) values ('remarks');
--rollback alter table orders drop column remark
