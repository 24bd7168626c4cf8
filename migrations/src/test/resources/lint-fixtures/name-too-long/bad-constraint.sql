--liquibase formatted sql

--changeset test:constraint
alter table orders add constraint a_name_that_goes_on_for_longer_than_a_name_of_postgresql_is_able_to check (id > 0) not valid;
--rollback alter table orders drop constraint a_name_that_goes_on_for_longer_than_a_name_of_postgresql_is_able_to
