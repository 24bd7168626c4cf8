# Sourced: docker_engine answers whether there is one; it brings up its own when none answers and ../shared has one.
# docker_engine_down ends what it has begun.

docker_engine() {
    local engine=../shared/docker/engine
    docker info >/dev/null 2>&1 && return
    if [ ! -x "$engine" ]; then
        echo "NOT TESTED: no Docker engine answers, and there is none in ../shared/docker."
        return 1
    fi
    "$engine" up
    own_docker_engine=$(realpath "$engine")
}

docker_engine_down() {
    if [ -n "${own_docker_engine:-}" ]; then "$own_docker_engine" down; fi
}
