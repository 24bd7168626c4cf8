--liquibase formatted sql

--changeset test:refresh
refresh materialized view concurrently sales_by_day;
--rollback empty

--changeset test:new-view
create materialized view sales_by_week as select 1;
--rollback drop materialized view sales_by_week

--changeset test:refresh-new
refresh materialized view sales_by_week;
--rollback empty
