--liquibase formatted sql

--changeset test:view failOnError:false
create view totals as select 1;
--rollback drop view totals
