--liquibase formatted sql

--changeset test:savepoint
savepoint before;
update orders set state = 'begin; commit;' where state is null;
rollback to savepoint before;
--rollback empty

--changeset test:function dbms:postgresql splitStatements:false
create function touch() returns trigger language plpgsql as $body$
begin
  new.touched = now();
  return new;
end;
$body$
--rollback drop function touch
