package dev.aegis.migrations;

import java.util.logging.Level;
import liquibase.logging.Logger;
import liquibase.logging.core.AbstractLogService;
import liquibase.logging.core.AbstractLogger;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Liquibase's log at DEBUG, its warnings excepted. What it calls severe comes out as an exception as well, and is told
 * once by whoever handles that.
 */
final class Slf4jLogService extends AbstractLogService {
    @Override
    public int getPriority() {
        return PRIORITY_NOT_APPLICABLE;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Logger getLog(Class type) {
        return new Slf4jLogger(LoggerFactory.getLogger(type));
    }

    @SuppressWarnings("try") // close() of Liquibase's class is declared to throw anything
    private static final class Slf4jLogger extends AbstractLogger {
        private final org.slf4j.Logger log;

        Slf4jLogger(org.slf4j.Logger log) {
            this.log = log;
        }

        @Override
        public void log(@Nullable Level level, @Nullable String message, @Nullable Throwable error) {
            if (Level.WARNING.equals(level)) {
                log.warn(message, error);
            } else {
                log.debug(message, error);
            }
        }
    }
}
