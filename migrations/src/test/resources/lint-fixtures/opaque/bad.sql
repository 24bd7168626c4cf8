--liquibase formatted sql

--changeset test:do splitStatements:false
do $$ begin execute 'drop table orders'; end $$;
--rollback empty

--changeset test:quote splitStatements:false
create view totals as select 'a;
--rollback drop view totals
