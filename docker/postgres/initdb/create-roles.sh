#!/usr/bin/env bash
# Runs once, when the data directory is empty: the database and its two roles, as the two URLs name them. The one of
# the migrations owns the database; the one of the services may only connect, and gets the rows from each migration.
set -Eeuo pipefail
. /aegis/settings.sh

psql --no-psqlrc -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
    --set owner="$owner" --set owner_password="$owner_password" \
    --set service="$service" --set service_password="$service_password" --set database="$database" <<'SQL'
create role :"owner" login password :'owner_password';
create role :"service" login password :'service_password';
create database :"database" owner :"owner";
revoke all on database :"database" from public;
grant connect on database :"database" to :"service";
\connect :"database"
alter schema public owner to :"owner";
revoke all on schema public from public;
grant usage on schema public to :"service";
SQL
