# Sourced. A PostgreSQL server of Debian's own: 'start_postgres DIRECTORY PORT', user app, password secret, database app.

postgres_bin() { # installs the server if there is none
    local bin
    bin=$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
    if [ -z "$bin" ] && [ "$(id -u)" = 0 ]; then
        { apt-get update && apt-get install -y postgresql; } >/dev/null || return 1
        bin=$(find /usr/lib/postgresql -maxdepth 2 -name bin | sort -V | tail -n 1)
    fi
    [ -n "$bin" ] || { echo "No PostgreSQL server binaries; install the package postgresql." >&2; return 1; }
    echo "$bin"
}

as_postgres() { # the server refuses to run as root
    if [ "$(id -u)" = 0 ]; then setpriv --reuid=nobody --regid=nogroup --clear-groups "$@"; else "$@"; fi
}

start_postgres() { # directory port
    local bin password
    bin=$(postgres_bin)
    mkdir "$1"
    [ "$(id -u)" != 0 ] || chown nobody:nogroup "$1"
    password=$(mktemp)
    echo secret >"$password"
    chmod 644 "$password"
    as_postgres "$bin/initdb" -D "$1" -U app -A scram-sha-256 --pwfile="$password" >/dev/null
    rm "$password"
    as_postgres "$bin/pg_ctl" -D "$1" -w -o "-p $2 -k $1 -c fsync=off" -l "$1/log" start >/dev/null
    PGPASSWORD=secret psql -qh localhost -p "$2" -U app postgres -c 'create database app'
}

stop_postgres() { # directory
    as_postgres "$(postgres_bin)/pg_ctl" -D "$1" -m immediate stop >/dev/null
}
