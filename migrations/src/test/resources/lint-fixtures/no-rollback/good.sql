--liquibase formatted sql

--changeset test:view
create view totals as select 1;
--rollback drop view totals
