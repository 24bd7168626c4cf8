package dev.aegis.dropwizard;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import com.codahale.metrics.MetricRegistry;
import io.dropwizard.logging.common.LoggingFactory;
import io.dropwizard.logging.common.LoggingUtil;
import java.util.Map;

/** The log of a service: to standard output, as lines for people or one JSON object a line. */
final class ServiceLogging implements LoggingFactory {
    private static final String PATTERN =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z', UTC} %-5level %logger{0}: %replace(%X{request}){'(.+)', '[$1] '}%msg%n";

    /** What others say about every start, which is no news to anybody. */
    private static final Map<String, Level> QUIETER = Map.of(
            // part: scheduler
            "com.github.kagkarlsson.scheduler", Level.WARN,
            // end part: scheduler
            "com.zaxxer.hikari", Level.WARN,
            "org.hibernate.validator", Level.WARN,
            "io.dropwizard", Level.WARN,
            "org.eclipse.jetty", Level.WARN,
            "org.glassfish.jersey", Level.WARN);

    private final Level level;
    private final LogFormat format;

    ServiceLogging(Level level, LogFormat format) {
        this.level = level;
        this.format = format;
    }

    @Override
    public void configure(MetricRegistry metrics, String name) {
        LoggingUtil.hijackJDKLogging();
        LoggerContext context = LoggingUtil.getLoggerContext();
        context.reset();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setEncoder(encoder(context));
        console.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(level);
        root.addAppender(console);
        QUIETER.forEach((logger, atMost) -> {
            if (level.toInt() > Level.DEBUG_INT && !level.isGreaterOrEqual(atMost)) {
                context.getLogger(logger).setLevel(atMost);
            }
        });
    }

    private Encoder<ILoggingEvent> encoder(LoggerContext context) {
        Encoder<ILoggingEvent> encoder = switch (format) {
            case TEXT -> text();
            case JSON -> json();
        };
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }

    private static Encoder<ILoggingEvent> text() {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setPattern(PATTERN);
        return encoder;
    }

    private static Encoder<ILoggingEvent> json() {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithContext(false);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithFormattedMessage(true);
        return encoder;
    }

    @Override
    public void stop() {
        // The console needs no closing: every line is flushed when it is written.
    }

    @Override
    public void reset() {
        // Nothing was changed that another start would not set.
    }
}
