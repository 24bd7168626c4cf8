--liquibase formatted sql

--changeset test:table
create table a_name_that_goes_on_for_longer_than_a_name_of_postgresql_is_able_to (id bigint primary key);
--rollback drop table a_name_that_goes_on_for_longer_than_a_name_of_postgresql_is_able_to
