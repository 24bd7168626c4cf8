package dev.aegis.compose;

import java.time.Duration;
import java.util.Map;
import org.testcontainers.containers.ComposeContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** The PostgreSQL deployment, built from the sources and brought up on empty volumes of its own; gone when closed. */
final class Stack implements AutoCloseable {
    /** Any free ports: tests run beside each other, and beside a stack of the developer's. */
    private static final Map<String, String> ENVIRONMENT = Map.of("API_PORTS", "0");

    private final ComposeContainer containers;
    private final DockerCompose compose;

    private Stack(ComposeContainer containers, DockerCompose compose) {
        this.containers = containers;
        this.compose = compose;
    }

    /** One API and one scheduler, healthy. */
    static Stack up() {
        return up(1, 1);
    }

    /** So many replicas of API and scheduler, healthy. */
    static Stack up(int apis, int schedulers) {
        ComposeContainer containers = new ComposeContainer(DockerCompose.FILE.toFile())
                .withBuild(true)
                .withPull(false)
                .withEnv(ENVIRONMENT)
                .withScaledService("api", apis)
                .withScaledService("scheduler", schedulers)
                .withStartupTimeout(Duration.ofMinutes(10));
        waitForHealth(containers, "api", apis);
        waitForHealth(containers, "scheduler", schedulers);
        try {
            containers.start();
            return new Stack(containers, new DockerCompose(projectOf(containers), ENVIRONMENT));
        } catch (RuntimeException e) {
            containers.stop();
            throw e;
        }
    }

    private static void waitForHealth(ComposeContainer containers, String service, int replicas) {
        for (int i = 1; i <= replicas; i++) {
            containers.waitingFor(service + "-" + i, Wait.forHealthcheck());
        }
    }

    private static String projectOf(ComposeContainer containers) {
        String project = containers
                .getContainerByServiceName("postgres-1")
                .orElseThrow()
                .getContainerInfo()
                .getConfig()
                .getLabels()
                .get("com.docker.compose.project");
        if (project == null) {
            throw new IllegalStateException("a container of Compose without the label of its project");
        }
        return project;
    }

    DockerCompose compose() {
        return compose;
    }

    Http api() {
        return compose.http("api", 1);
    }

    @Override
    public void close() {
        containers.stop();
    }
}
