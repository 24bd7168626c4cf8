--liquibase formatted sql

--changeset test:column0
alter table orders add column created_at timestamptz not null default now();
--rollback alter table orders drop column created_at

--changeset test:column1
alter table orders add column state varchar(20) not null default 'random()';
--rollback alter table orders drop column state

--changeset test:column2
alter table orders add column tags text[] not null default array[]::text[];
--rollback alter table orders drop column tags

--changeset test:column3
alter table orders add column priced numeric(10, 2) default 1.5;
--rollback alter table orders drop column priced

--changeset test:column4
alter table orders add column day date default current_date;
--rollback alter table orders drop column day

--changeset test:column5
alter table orders add column wait interval default interval '1 day';
--rollback alter table orders drop column wait
