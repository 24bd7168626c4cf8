package dev.aegis.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code docker compose up} of a fresh clone gives. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FreshStackTest {
    private static final String SERVICES_URL = "postgresql://aegis_services:development-only-services@127.0.0.1/aegis";

    @SuppressWarnings("NullAway.Init")
    private Stack stack;

    @BeforeAll
    void up() {
        stack = Stack.up();
    }

    @AfterAll
    void down() {
        stack.close();
    }

    @Test
    void whatTheApiForgesTheSchedulerTempers() {
        HttpResponse<String> forged = stack.api().forge("Dragon Scale Shield");
        assertThat(forged.statusCode()).isEqualTo(201);
        String path = "/shields/" + Http.json(forged).get("id").asLong();

        Eventually.within(Duration.ofSeconds(15), "the shield is tempered", () -> {
            JsonNode shield = Http.json(stack.api().get(path));
            return !shield.get("tempered_at").isNull();
        });
    }

    @Test
    void nothingWasStartedTwice() {
        for (String service : new String[] {"postgres", "api", "scheduler", "migrate"}) {
            assertThat(inspect(service, "{{.RestartCount}}")).as(service).isEqualTo("0");
        }
        assertThat(inspect("migrate", "{{.State.ExitCode}}")).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "migrate", "api", "scheduler"})
    void aContainerMayDoLittle(String service) {
        assertThat(inspect(service, "{{.Config.User}}")).isNotIn("", "0", "root");
        assertThat(inspect(service, "{{.HostConfig.ReadonlyRootfs}}")).isEqualTo("true");
        assertThat(inspect(service, "{{.HostConfig.CapDrop}}")).isEqualTo("[ALL]");
        assertThat(inspect(service, "{{.HostConfig.CapAdd}}")).isEqualTo("[]");
        assertThat(inspect(service, "{{.HostConfig.SecurityOpt}}")).contains("no-new-privileges");
        assertThat(inspect(service, "{{.HostConfig.Memory}}")).isNotEqualTo("0");
        assertThat(inspect(service, "{{.HostConfig.NanoCpus}}")).isNotEqualTo("0");
        assertThat(inspect(service, "{{.HostConfig.PidsLimit}}")).isNotEqualTo("<nil>");
        assertThat(inspect(service, "{{.HostConfig.LogConfig.Config}}")).contains("max-size:10m", "max-file:3");
        assertThat(inspect(service, "{{.Config.Env}}")).doesNotContain("development-only");
    }

    @Test
    void onlyTheApiIsPublishedAndOnLoopback() {
        assertThat(inspect("api", "{{range .NetworkSettings.Ports}}{{range .}}{{.HostIp}} {{end}}{{end}}"))
                .isEqualTo("127.0.0.1");
        for (String service : new String[] {"postgres", "scheduler"}) {
            assertThat(inspect(service, "{{range .NetworkSettings.Ports}}{{range .}}{{.HostPort}} {{end}}{{end}}"))
                    .as(service)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table mine (id integer)",
                "create schema mine",
                "create temporary table mine (id integer)",
                "drop table shields",
                "truncate shields cascade",
                "alter table shields add column mine integer",
                "alter table databasechangelog add column mine integer",
                "update databasechangelog set md5sum = null",
                "delete from databasechangelog",
                "drop table databasechangelog",
                "create role mine",
            })
    void theRoleOfTheServicesCannot(String statement) {
        Command.Result result = asServices(statement);

        assertThat(result.exitCode()).isNotZero();
        assertThat(result.output()).containsAnyOf("permission denied", "must be owner");
    }

    @Test
    void theRoleOfTheServicesReadsAndWritesRows() {
        assertThat(asServices("select count(*) from shields; delete from shields where id = -1")
                        .exitCode())
                .isZero();
    }

    @Test
    void theAegisCommandSeesTheWholeStackFromInside() {
        Eventually.within(
                Duration.ofSeconds(30),
                "a first run of the job is over",
                () -> stack.compose()
                        .run("run", "--rm", "--no-deps", "-T", "aegis", "jobs", "list")
                        .contains("succeeded"));

        String tree = stack.compose().run("run", "--rm", "--no-deps", "-T", "aegis", "health", "status", "--detailed");

        assertThat(tree)
                .contains("aegis: healthy")
                .containsPattern("api-service: running, healthy")
                .containsPattern("scheduler-service: running, healthy")
                .containsPattern("connections: \\d+ in use, \\d+ idle")
                .containsPattern("temper-shields: .*next .*last succeeded")
                .doesNotContain("development-only");
    }

    @Test
    void theServicesStartFromTheCacheOfTheirImage() {
        // The JVM warns when it cannot use the cache, and says nothing when it can.
        for (String service : new String[] {"api", "scheduler"}) {
            assertThat(inspect(service, "{{.Config.Entrypoint}}")).contains("-XX:AOTCache=");
            assertThat(stack.compose().run("logs", "--no-log-prefix", service))
                    .contains("Listening on")
                    .doesNotContain("[aot]");
        }
    }

    private Command.Result asServices(String statement) {
        return stack.compose()
                .attempt(
                        "exec", "-T", "postgres", "psql", "-X", "-v", "ON_ERROR_STOP=1", SERVICES_URL, "-c", statement);
    }

    private String inspect(String service, String format) {
        return stack.compose().inspect(service, format);
    }
}
