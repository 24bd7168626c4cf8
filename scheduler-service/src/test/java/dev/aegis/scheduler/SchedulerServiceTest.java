package dev.aegis.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aegis.db.DatabaseUrl;
import dev.aegis.db.testing.DatabaseTest;
import dev.aegis.db.testing.Isolation;
import dev.aegis.db.testing.TestDatabase;
import dev.aegis.db.testing.TestEngine;
import dev.aegis.dropwizard.RunningService;
import dev.aegis.dropwizard.StartupException;
import dev.aegis.dropwizard.testing.Answer;
import dev.aegis.dropwizard.testing.Client;
import dev.aegis.migrations.Migrator;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchedulerServiceTest {

    @Test
    void refusesSqliteWithReasonAndRemedyAndCreatesNoFile(@TempDir Path directory) {
        Path file = directory.resolve("app.db");

        assertThatThrownBy(() -> start("sqlite:///" + file))
                .isInstanceOf(StartupException.class)
                .hasMessage("DATABASE_URL=sqlite:///" + file + ": scheduler-service shares a database with other"
                        + " processes, which a SQLite file cannot be; use postgresql://…, or run the jobs in the"
                        + " one process that has the file");
        assertThat(Files.exists(file)).isFalse();
    }

    @Nested
    @DatabaseTest(isolation = Isolation.FRESH, engines = TestEngine.POSTGRESQL)
    class OnPostgres {
        @Test
        void startsItsJobsWhenTheSchemaIsThereAndSteersThemOnTheAdminPort(TestDatabase test) {
            try (RunningService service = start(test.url())) {
                Client client = new Client(service.uri());
                assertThat(client.get("/health/ready").status()).isEqualTo(503);
                Migrator.of("DATABASE_URL", DatabaseUrl.parse(test.url())).migrate();
                assertThat(client.getUntil("/health/ready", 200).status()).isEqualTo(200);
                Client admin = new Client(service.adminUri());
                Eventually.within(
                        20,
                        "the jobs",
                        () -> admin.get("/jobs/database-maintenance/history").status() == 200);
                // part: example
                Eventually.within(
                        20,
                        "a run",
                        () -> outcome(admin.get("/jobs"), "temper-shields").equals("succeeded"));
                // end part: example

                assertThat(admin.post("/jobs/database-maintenance/pause", "")
                                .json()
                                .get("state")
                                .asText())
                        .isEqualTo("paused");
                assertThat(admin.post("/jobs/database-maintenance/run", "").status())
                        .isEqualTo(409);
                assertThat(admin.post("/jobs/database-maintenance/resume", "")
                                .json()
                                .get("state")
                                .asText())
                        .isEqualTo("waiting");
                assertThat(admin.post("/jobs/database-maintenance/run", "").status())
                        .isEqualTo(200);
                Eventually.within(
                        20,
                        "a run",
                        () -> outcome(admin.get("/jobs"), "database-maintenance")
                                .equals("succeeded"));
                assertThat(admin.get("/jobs/database-maintenance/history")
                                .json()
                                .get("runs"))
                        .singleElement()
                        .satisfies(run ->
                                assertThat(run.get("finished_at").asText()).endsWith("Z"));

                assertThat(admin.get("/jobs/none/history").problem()).isEqualTo("/problems/not-found");
                assertThat(admin.post("/jobs/none/run", "").status()).isEqualTo(404);
                assertThat(admin.post("/jobs/database-maintenance/explode", "").status())
                        .isEqualTo(404);
                assertThat(admin.get("/jobs/database-maintenance/run").status()).isEqualTo(404);
                assertThat(admin.send(admin.request("/jobs/database-maintenance/pause")
                                        .header("Origin", "http://elsewhere.example")
                                        .POST(BodyPublishers.noBody()))
                                .status())
                        .isEqualTo(403);
                assertThat(client.get("/jobs").status()).isEqualTo(404);
                assertThatOtherSitesCannotSteer(admin);
                assertThat(client.get("/health").status()).isEqualTo(200);
            }
        }

        private static void assertThatOtherSitesCannotSteer(Client admin) {
            String own = "http://localhost";
            for (List<String> headers : List.of(
                    List.of("Origin", "null"),
                    List.of("Origin", "http://elsewhere.example", "Origin", own),
                    List.of("Origin", own, "Origin", own),
                    List.of("Sec-Fetch-Site", "cross-site"),
                    List.of("Sec-Fetch-Site", "same-site"))) {
                HttpRequest.Builder request = pause(admin).header("Host", "localhost");
                for (int i = 0; i < headers.size(); i += 2) {
                    request.header(headers.get(i), headers.get(i + 1));
                }
                assertThat(admin.send(request).status()).as(headers.toString()).isEqualTo(403);
            }
            for (String form : List.of(
                    "application/x-www-form-urlencoded",
                    "multipart/form-data; boundary=x",
                    "text/plain;charset=utf-8")) {
                Answer answer = admin.send(pause(admin).header("Content-Type", form));
                assertThat(answer.problem()).as(form).isEqualTo("/problems/unsupported-media-type");
            }
            Answer misdirected =
                    admin.send(pause(admin).header("Host", "evil.example").header("Origin", "http://evil.example"));
            assertThat(misdirected.status()).isEqualTo(421);
            Answer patch = admin.send(admin.request("/jobs").method("PATCH", BodyPublishers.noBody()));
            assertThat(patch.status()).isEqualTo(405);
            assertThat(patch.header("Allow")).isEqualTo("GET, HEAD, POST");
            assertThat(patch.problem()).isEqualTo("/problems/method-not-allowed");

            assertThat(admin.get("/jobs/database-maintenance/history").status()).isEqualTo(200);
            assertThat(admin.send(pause(admin)
                                    .header("Host", "localhost")
                                    .header("Origin", own)
                                    .header("Sec-Fetch-Site", "same-origin"))
                            .status())
                    .isEqualTo(200);
        }

        private static HttpRequest.Builder pause(Client admin) {
            return admin.request("/jobs/database-maintenance/pause").POST(BodyPublishers.noBody());
        }

        @Test
        void whatCannotBeReadIsSaidAndWhatIsNewIsShown(TestDatabase test) {
            Migrator.of("DATABASE_URL", DatabaseUrl.parse(test.url())).migrate();
            try (RunningService service = start(test.url())) {
                Client admin = new Client(service.adminUri());
                Eventually.within(
                        20,
                        "the jobs",
                        () -> admin.get("/jobs/database-maintenance/history").status() == 200);
                test.execute("insert into job_runs (job, instance, started_at, outcome)"
                        + " values ('database-maintenance', 'newer', now(), 'CANCELLED')");
                assertThat(outcome(admin.get("/jobs"), "database-maintenance")).isEqualTo("cancelled");
                assertThat(admin.get("/health/detailed").status()).isEqualTo(200);

                test.execute("alter table job_pauses rename to elsewhere");
                Answer answer = admin.get("/jobs");
                assertThat(answer.status()).isEqualTo(500);
                assertThat(answer.problem()).isEqualTo("/problems/internal");
                assertThat(answer.json().path("instance").asText()).startsWith("urn:uuid:");
                Answer report = admin.getUntilText("/health/detailed", "jobs_fault");
                assertThat(report.at("/scheduler/jobs_fault")).contains("job_pauses");
            }
        }

        @Test
        void beforeItsTablesAreThereTheSchedulerIsNotReady(TestDatabase test) {
            try (RunningService service = start(test.url())) {
                Answer answer = new Client(service.adminUri()).get("/jobs");

                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.problem()).isEqualTo("/problems/not-ready");
                assertThat(answer.header("Retry-After")).isEqualTo("5");
            }
        }

        private static String outcome(Answer jobs, String name) {
            for (JsonNode job : jobs.json().path("jobs")) {
                if (job.get("name").asText().equals(name)) {
                    return job.path("last_run").path("outcome").asText();
                }
            }
            return "";
        }
    }

    private static RunningService start(String url) {
        return RunningService.start(
                new SchedulerApplication(),
                Map.of("DATABASE_URL", url, "SCHEDULER_PORT", "0", "SCHEDULER_ADMIN_PORT", "0", "LOG_LEVEL", "OFF"));
    }
}
