--liquibase formatted sql

--changeset test:refresh
refresh materialized view sales_by_day;
--rollback empty
