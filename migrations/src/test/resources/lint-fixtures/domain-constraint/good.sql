--liquibase formatted sql

--changeset test:check
alter domain price add constraint price_check check (value > 0) not valid;
--rollback alter domain price drop constraint price_check
