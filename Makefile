# One door for every command. `make` alone lists them.

MVN  := mvn -q -B -Dstyle.color=never
JAVA := $(if $(JAVA_HOME),$(JAVA_HOME)/bin/java,java)
WITH_ENV := scripts/with-env

# What a jar is made of; it is built again only when something of this is newer.
sources = pom.xml $(shell find $(1) \( -name target -o -path '*/src/test' \) -prune -o -type f -print)
SERVICE_MODULES := core-db migrations dropwizard-db

.DEFAULT_GOAL := help

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

## Run

.PHONY: run
run: single-service/target/single-service.jar ## Build, migrate and start everything in one process, on SQLite: http://localhost:8080
	@exec $(WITH_ENV) $(JAVA) -jar $<

.PHONY: run-api
run-api: api-service/target/api-service.jar ## Start api-service on DATABASE_URL ('make migrate' first)
	@exec $(WITH_ENV) $(JAVA) -jar $<

.PHONY: run-scheduler
run-scheduler: scheduler-service/target/scheduler-service.jar ## Start scheduler-service on DATABASE_URL, a PostgreSQL ('make migrate' first)
	@exec $(WITH_ENV) $(JAVA) -jar $<

single-service/target/single-service.jar: $(call sources,$(SERVICE_MODULES) api-service scheduler-service single-service)
	@echo "Building single-service ..."
	@$(MVN) -DskipTests -pl single-service -am package
	@touch $@

api-service/target/api-service.jar: $(call sources,$(SERVICE_MODULES) api-service)
	@echo "Building api-service ..."
	@$(MVN) -DskipTests -pl api-service -am package
	@touch $@

scheduler-service/target/scheduler-service.jar: $(call sources,$(SERVICE_MODULES) scheduler-service)
	@echo "Building scheduler-service ..."
	@$(MVN) -DskipTests -pl scheduler-service -am package
	@touch $@

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
migration: ## Write the changeset that brings the schema to the models: make migration m="Add shields table"
	@./aegis migrate generate -m "$${m:?is missing; say what changes: make migration m=\"Add shields table\"}"

.PHONY: migration-check
migration-check: ## Compare models and changelog on a scratch database of each engine; print what differs
	@./aegis migrate check

.PHONY: migration-lint
migration-lint: ## Look for what is unsafe in new changesets; ./aegis migrate lint --help has more
	@./aegis migrate lint

.PHONY: migration-release
migration-release: ## Write down that the new changesets were released: make migration-release v=1.4.0
	@./aegis migrate release $(v)

## Health, of the services here or of the Compose stack when that runs

AEGIS := scripts/aegis-at-the-services

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

## Jobs

.PHONY: jobs
jobs: ## Show the jobs; ./aegis jobs run|pause|resume|history NAME steers them
	@$(AEGIS) jobs list

## Containers

# Replicas: make up api=2 scheduler=3
api ?= 1
scheduler ?= 1
COMPOSE := docker compose

.PHONY: up
up: ## Build and start PostgreSQL, API and scheduler in containers; replicas: make up api=2 scheduler=3
	@$(if $(filter-out 1,$(api)),API_PORTS=$${API_PORTS:-8080-8099} )$(COMPOSE) up --build --wait \
	    --scale api=$(api) --scale scheduler=$(scheduler)
	@for i in $$(seq $(api)); do echo "API: http://$$($(COMPOSE) port --index $$i api 8080)"; done

.PHONY: down
down: ## Stop and remove the containers; the data stays
	@$(COMPOSE) down

.PHONY: logs
logs: ## Follow the logs of the containers
	@$(COMPOSE) logs --follow

.PHONY: test-compose
test-compose: ## Test the containers: hand-over, kills, restarts, permissions; needs Docker, takes minutes
	@mvn -B -Dstyle.color=never -pl compose-tests -DskipTests=false test

## Develop

.PHONY: test
test: ## Run all tests, on SQLite and on PostgreSQL
	$(call run_tests,test)

.PHONY: check
check: ## Everything that has to pass before a commit: format, dependencies, static analysis, tests, packaged jars
	$(call run_tests,verify)

define run_tests
@rm -f */target/database-tests/*.properties
@mvn -B -Dstyle.color=never $(1)
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
