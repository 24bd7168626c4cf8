--liquibase formatted sql

--changeset test:check
alter domain price add constraint price_check check (value > 0);
--rollback alter domain price drop constraint price_check
