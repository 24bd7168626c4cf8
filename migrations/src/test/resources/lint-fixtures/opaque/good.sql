--liquibase formatted sql

--changeset test:function dbms:postgresql splitStatements:false
create function two() returns integer begin atomic select 1; select case when true then 2 end; end;
--rollback drop function two
