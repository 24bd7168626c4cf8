--liquibase formatted sql

--changeset test:new-table
create table stays (room bigint, during tstzrange, exclude using gist (room with =, during with &&));
--rollback drop table stays
