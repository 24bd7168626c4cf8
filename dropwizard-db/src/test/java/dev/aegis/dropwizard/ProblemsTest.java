package dev.aegis.dropwizard;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.dropwizard.testing.Answer;
import dev.aegis.dropwizard.testing.Client;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.slf4j.LoggerFactory;

/** A running service that fails on request, and what its answers must keep to. */
abstract class ProblemsTest {
    final TestDatabase database;
    final RunningService service;
    final Client client;
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    ProblemsTest(TestDatabase database) {
        this.database = database;
        this.service = TestApplication.start(database.url());
        this.client = new Client(service.uri());
    }

    @BeforeEach
    void watchTheLog() {
        Logger logger = (Logger) LoggerFactory.getLogger(Incidents.class);
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    Answer fail(String kind) {
        log.list.clear();
        return client.send(client.request("/faults/" + kind).POST(BodyPublishers.noBody()));
    }

    void clearLog() {
        log.list.clear();
    }

    void assertNothingLogged() {
        assertThat(log.list).isEmpty();
    }

    void assertConflict(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(409);
        assertThat(answer.problem()).isEqualTo("/problems/conflict");
        assertThat(log.list).isEmpty();
        assertTight(answer);
    }

    void assertTryAgain(Answer answer, String type) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        assertThat(answer.problem()).isEqualTo(type);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
        assertTight(answer);
    }

    void assertLoggedOnce(Answer answer) {
        assertThat(log.list).hasSize(1);
        assertThat(log.list.get(0).getFormattedMessage())
                .contains(answer.json().get("instance").asText());
        assertThat(log.list.get(0).getThrowableProxy()).isNotNull();
        assertTight(answer);
    }

    void assertWarnedOnce(Answer answer) {
        assertThat(log.list).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.WARN);
            assertThat(event.getFormattedMessage())
                    .contains(answer.json().get("instance").asText());
        });
        assertTight(answer);
    }

    static void assertTight(Answer answer) {
        assertThat(answer.text())
                .doesNotContainIgnoringCase(
                        "exception", "secret", "insert", "parents", "dev.aegis", "sqlite", "postgres");
    }
}
