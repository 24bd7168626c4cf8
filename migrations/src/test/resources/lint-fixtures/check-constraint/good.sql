--liquibase formatted sql

--changeset test:check
alter table orders add constraint orders_state_check check (state in ('new', 'sent')) not valid;
--rollback alter table orders drop constraint orders_state_check

--changeset test:validate
alter table orders validate constraint orders_state_check;
--rollback empty
