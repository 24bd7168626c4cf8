#!/usr/bin/env bash
# Runs once, when the data directory is empty: the database and its two roles, as the two URLs name them. The one of
# the migrations owns the database; the one of the services may only connect, and gets the rows from each migration.
set -Eeuo pipefail

# url_part FILE user|password|database: of postgresql://user:password@host:port/database, decoded
url_part() {
    local url=$(<"$1") part
    [[ $url =~ ^postgres(ql)?://([^:/@]+):([^/@]+)@[^/]+/([^?]+) ]] || {
        echo "$1: does not look like postgresql://user:password@postgres:5432/database" >&2
        return 1
    }
    case $2 in
        user) part=${BASH_REMATCH[2]} ;;
        password) part=${BASH_REMATCH[3]} ;;
        database) part=${BASH_REMATCH[4]} ;;
    esac
    printf '%b' "${part//%/\\x}"
}

migrations=/run/secrets/migrations-database-url
services=/run/secrets/services-database-url
if [[ ${AEGIS_ENV:-development} = production ]] && grep -qs '^development-only' "$POSTGRES_PASSWORD_FILE"; then
    echo "The password in $POSTGRES_PASSWORD_FILE is a development default; AEGIS_ENV=production needs one of your own." >&2
    exit 1
fi

owner=$(url_part "$migrations" user)
owner_password=$(url_part "$migrations" password)
service=$(url_part "$services" user)
service_password=$(url_part "$services" password)
database=$(url_part "$migrations" database)

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
