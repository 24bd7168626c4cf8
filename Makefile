# One door for every command. `make` alone lists them.

MVN  := mvn -q -B -Dstyle.color=never
JAVA := $(if $(JAVA_HOME),$(JAVA_HOME)/bin/java,java)
WITH_ENV := scripts/with-env

# What a jar is made of; it is built again only when something of this is newer. A directory is, when a file of it was deleted.
sources = pom.xml $(shell find $(1) \( -name target -o -path '*/src/test' \) -prune -o \( -type f -o -type d -path '*/src/*' \) -print)
API_MODULES := core-db migrations dropwizard-db api-service

.DEFAULT_GOAL := help

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

## Run

# part: single
SINGLE_MODULES := $(API_MODULES) single-service
# part: scheduler
SINGLE_MODULES += scheduler-service
# end part: scheduler

.PHONY: run
run: single-service/target/single-service.jar ## Build, migrate and start everything in one process, on SQLite: http://localhost:8080
	@exec $(WITH_ENV) $(JAVA) -jar $<

single-service/target/single-service.jar: $(call sources,$(SINGLE_MODULES))
	@echo "Building single-service ..."
	@$(MVN) -DskipTests -pl single-service -am package
	@touch $@

# end part: single
# part: stack
.PHONY: run-api
run-api: api-service/target/api-service.jar ## Start api-service on DATABASE_URL ('make migrate' first)
	@exec $(WITH_ENV) $(JAVA) -jar $<

api-service/target/api-service.jar: $(call sources,$(API_MODULES))
	@echo "Building api-service ..."
	@$(MVN) -DskipTests -pl api-service -am package
	@touch $@

# part: scheduler
.PHONY: run-scheduler
run-scheduler: scheduler-service/target/scheduler-service.jar ## Start scheduler-service on DATABASE_URL, a PostgreSQL ('make migrate' first)
	@exec $(WITH_ENV) $(JAVA) -jar $<

scheduler-service/target/scheduler-service.jar: $(call sources,core-db migrations dropwizard-db scheduler-service)
	@echo "Building scheduler-service ..."
	@$(MVN) -DskipTests -pl scheduler-service -am package
	@touch $@

# end part: scheduler
# end part: stack
## Migrations

.PHONY: migrate
migrate: ## Apply the pending changesets
	@./aegis migrate

.PHONY: migrate-status
migrate-status: ## Show which changesets are applied and which are pending
	@./aegis migrate status

.PHONY: migrate-sql
migrate-sql: ## Print the SQL that 'make migrate' would run; change nothing
	@./aegis migrate --sql

n ?= 1
.PHONY: migrate-rollback
migrate-rollback: ## Undo the last n changesets: make migrate-rollback n=1
	@./aegis migrate rollback -n $(n)

.PHONY: migration
migration: ## Write the changeset that brings the schema to the models: make migration m="Add gauntlets"
	@./aegis migrate generate -m "$${m:?is missing; say what changes: make migration m=\"Add gauntlets\"}"

.PHONY: migration-check
migration-check: ## Compare models and changelog on a scratch database of each engine; print what differs
	@./aegis migrate check

.PHONY: migration-lint
migration-lint: ## Look for what is unsafe in new changesets; ./aegis migrate lint --help has more
	@./aegis migrate lint

.PHONY: migration-release
migration-release: ## Write down that the new changesets were released: make migration-release v=1.4.0
	@./aegis migrate release $(v)

## Health

AEGIS := ./aegis
# part: stack
# Of the Compose stack when that runs, else of the services here.
AEGIS := scripts/aegis-at-the-services
# end part: stack

.PHONY: health
health: ## Show the health of database, migrations and services, a line each
	@$(AEGIS) health status

.PHONY: health-detailed
health-detailed: ## Show the whole health tree
	@$(AEGIS) health status --detailed

.PHONY: health-json
health-json: ## Print the whole health tree as JSON
	@$(AEGIS) health status --json

.PHONY: health-probe
health-probe: ## Ask the running service; fails unless it is healthy (./aegis health probe has exact exit codes)
	@$(AEGIS) health probe

# part: scheduler
## Jobs

.PHONY: jobs
jobs: ## Show the jobs; ./aegis jobs run|pause|resume|history NAME steers them
	@$(AEGIS) jobs list

# end part: scheduler
## Containers

COMPOSE := docker compose
# part: stack
# Replicas: make up api=2
api ?= 1
REPLICAS := --scale api=$(api)
# part: scheduler
# make up api=2 scheduler=3
scheduler ?= 1
REPLICAS += --scale scheduler=$(scheduler)
# end part: scheduler
PUBLISH := $(if $(filter-out 1,$(api)),API_PORTS=$${API_PORTS:-8080-8099} )
# end part: stack

.PHONY: up
up: ## Build and start everything in containers, await its health, and print where the API is
	@$(PUBLISH)$(COMPOSE) up --build --wait $(REPLICAS)
	@for container in $$($(COMPOSE) ps --quiet); do \
	    docker port $$container 8080 2>/dev/null | sed -n '1s|^|API: http://|p'; \
	done

.PHONY: down
down: ## Stop and remove the containers; the data stays
	@$(COMPOSE) down

.PHONY: logs
logs: ## Follow the logs of the containers
	@$(COMPOSE) logs --follow

# part: repository
.PHONY: test-compose
test-compose: ## Test the containers: hand-over, kills, restarts, permissions; needs Docker, takes minutes
	@mvn -B -Dstyle.color=never -pl compose-tests -DskipTests=false test

# end part: repository
## Develop

.PHONY: test
test: ## Run all tests, on SQLite and on PostgreSQL
	$(call run_tests,test)

.PHONY: check
check: ## Everything that has to pass before a commit: format, dependencies, static analysis, tests, packaged jars
	$(call run_tests,verify)

define run_tests
@rm -f */target/database-tests/*.properties
@mvn -B -T 1C -Dstyle.color=never $(MAVEN_OPTIONS) $(1)
@scripts/sum-database-tests
endef

.PHONY: lint
lint: ## The part of check that needs no tests
	@$(MVN) -DskipTests verify

.PHONY: format
format: ## Format the sources
	@$(MVN) spotless:apply

.PHONY: clean
clean: ## Delete what was built (not the data)
	@$(MVN) clean

# part: repository
## New projects

.PHONY: new
new: ## Make a project of these modules: make new name=my-shop package=com.acme.shop components="database[sqlite],scheduler"
	@./aegis init $(name) $(if $(package),--package $(package)) $(if $(components),--components "$(components)")

.PHONY: without-example
without-example: ## Take the example out of a copy, in target/without-example, and run all checks there
	@rm -rf target/without-example
	@mkdir -p target
	@./aegis init without-example --in target --package dev.aegis --components "database[sqlite,postgres],scheduler" \
	    --without-example
	@$(MAKE) -C target/without-example check
# end part: repository
