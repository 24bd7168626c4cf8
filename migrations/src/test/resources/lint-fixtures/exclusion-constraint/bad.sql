--liquibase formatted sql

--changeset test:exclude
alter table bookings add constraint bookings_during_excl exclude using gist (room with =, during with &&);
--rollback alter table bookings drop constraint bookings_during_excl
