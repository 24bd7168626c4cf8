package dev.aegis.scaffold;

import java.util.Locale;

/** What a new project can do without. */
enum Part {
    /** The example domain, the shields. */
    EXAMPLE,
    /** Jobs, and the service that runs them. */
    SCHEDULER,
    /** Everything in one process: the deployment on SQLite. */
    SINGLE,
    /** Services of their own in containers: the deployment on PostgreSQL. */
    STACK,
    /** What only the repository of the component needs. */
    REPOSITORY;

    /** As markers name it. */
    String marker() {
        return name().toLowerCase(Locale.ROOT);
    }
}
