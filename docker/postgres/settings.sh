# What the two URLs say about roles and database; sourced.
migrations_url=/run/secrets/migrations-database-url
services_url=/run/secrets/services-database-url

# url_part FILE user|password|database: of postgresql://user:password@host:port/database, decoded
url_part() {
    local url part
    url=$(<"$1") || return 1
    [[ $url =~ ^postgres(ql)?://([^:/@]+):([^/@]+)@[^/]+/([^?]+) ]] || {
        echo "$1: not a URL with all of user, password and database; write postgresql://user:password@postgres:5432/database" >&2
        return 1
    }
    case $2 in
        user) part=${BASH_REMATCH[2]} ;;
        password) part=${BASH_REMATCH[3]} ;;
        database) part=${BASH_REMATCH[4]} ;;
    esac
    printf '%b' "${part//%/\\x}"
}

owner=$(url_part "$migrations_url" user)
owner_password=$(url_part "$migrations_url" password)
service=$(url_part "$services_url" user)
service_password=$(url_part "$services_url" password)
database=$(url_part "$migrations_url" database)
