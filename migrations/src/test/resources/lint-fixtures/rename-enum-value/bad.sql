--liquibase formatted sql

--changeset test:rename
alter type state rename value 'sent' to 'shipped';
--rollback alter type state rename value 'shipped' to 'sent'
