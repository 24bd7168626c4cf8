package dev.aegis.compose;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The {@code docker compose} command for one project of the repository's {@code docker-compose.yml}. */
record DockerCompose(String project, Map<String, String> environment) {
    /** Tests run in the directory of their module. */
    static final Path FILE =
            Path.of("..", "docker-compose.yml").toAbsolutePath().normalize();

    /** What the command prints; when it fails, the test has failed. */
    String run(String... arguments) {
        return command(arguments).run();
    }

    Command.Result attempt(String... arguments) {
        return command(arguments).attempt();
    }

    private Command command(String... arguments) {
        List<String> words = new ArrayList<>(List.of(
                "docker", "compose", "--ansi", "never", "--progress", "quiet", "-p", project, "-f", FILE.toString()));
        words.addAll(List.of(arguments));
        return new Command(words, environment);
    }

    /** Where a service's port 8080 is published, of its replica number {@code index} from 1. */
    Http http(String service, int index) {
        String address =
                run("port", "--index", Integer.toString(index), service, "8080").strip();
        return new Http(URI.create("http://" + address));
    }

    /** What Docker knows about a service's first container, running or not. */
    String inspect(String service, String format) {
        return docker("inspect", "--format", format, container(service, 1)).strip();
    }

    /** Ends a replica as a crash would. */
    void kill(String service, int index) {
        docker("kill", container(service, index));
    }

    /** Starts a replica that was killed. */
    void start(String service, int index) {
        docker("start", container(service, index));
    }

    boolean isHealthy(String service, int index) {
        return docker("inspect", "--format", "{{.State.Health.Status}}", container(service, index))
                .strip()
                .equals("healthy");
    }

    private String container(String service, int index) {
        return project + "-" + service + "-" + index;
    }

    private String docker(String... arguments) {
        List<String> words = new ArrayList<>(List.of("docker"));
        words.addAll(List.of(arguments));
        return new Command(words, Map.of()).run();
    }

    /** The rows of a query as the superuser, a line each, columns separated by {@code |}. */
    List<String> sql(String statements) {
        String rows = run(
                "exec",
                "-T",
                "postgres",
                "psql",
                "-XqAt",
                "-v",
                "ON_ERROR_STOP=1",
                "-U",
                "postgres",
                "aegis",
                "-c",
                statements);
        return rows.lines().filter(line -> !line.isEmpty()).toList();
    }

    long count(String query) {
        return Long.parseLong(sql(query).get(0));
    }
}
