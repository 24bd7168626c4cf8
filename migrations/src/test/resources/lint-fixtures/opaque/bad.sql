--liquibase formatted sql

--changeset test:do dbms:postgresql splitStatements:false
do $$ begin execute 'drop table orders'; end $$;
--rollback empty

--changeset test:quote dbms:postgresql splitStatements:false
create view totals as select 'a;
--rollback drop view totals
