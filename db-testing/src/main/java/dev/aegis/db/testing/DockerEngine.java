package dev.aegis.db.testing;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PullResponseItem;
import dev.aegis.db.testing.PostgresProvider.NotHere;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;

/**
 * The container engine that Testcontainers finds: by {@code DOCKER_HOST}, its own properties, or the usual sockets.
 *
 * <p>Testcontainers' own containers are not used. They need its resource reaper, a second image which it tries to pull
 * for two minutes, and which would remove what is to be kept.
 */
final class DockerEngine {

    /** For one that listens: Testcontainers alone takes two seconds to get ready, more on a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration REGISTRY_PATIENCE = Duration.ofSeconds(5);
    private static final Duration PULL_PATIENCE = Duration.ofMinutes(5);
    private static final String LABEL = "dev.aegis.db.testing";

    private final DockerClient client;
    private final String host;

    private DockerEngine(DockerClientProviderStrategy strategy) {
        this.client = strategy.getDockerClient();
        this.host = strategy.getDockerHostIpAddress();
    }

    /**
     * The engine, if one answers within ten seconds; usually it is known at once that none will.
     *
     * @throws NotHere if there is none
     */
    static DockerEngine find() throws NotHere {
        if (!mayAnswer()) {
            throw NotHere.absent("no container engine answers; start it, or name it by DOCKER_HOST");
        }
        FutureTask<DockerEngine> search = new FutureTask<>(DockerEngine::search);
        Thread thread = new Thread(search, "db-testing-docker");
        thread.setDaemon(true);
        thread.start();
        try {
            return search.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw NotHere.unusable("the container engine has not answered for " + PATIENCE.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw NotHere.unusable("the container engine does not answer: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw NotHere.unusable("interrupted");
        }
    }

    /** Sees to it that the engine has an image: if not, it must begin to pull it within five seconds. */
    void require(String image) throws NotHere {
        try {
            client.inspectImageCmd(image).exec();
        } catch (NotFoundException e) {
            pull(image);
        } catch (RuntimeException e) {
            throw cannotBeHad(image, e);
        }
    }

    /** A container that is yet to be started, with its data in memory and one port published. */
    DockerContainer create(String image, int port, Map<String, String> environment, List<String> command) {
        String id = client.createContainerCmd(image)
                .withEnv(environment.entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + variable.getValue())
                        .toList())
                .withCmd(command)
                .withExposedPorts(ExposedPort.tcp(port))
                .withHostConfig(HostConfig.newHostConfig()
                        .withPublishAllPorts(true)
                        .withTmpFs(Map.of("/var/lib/postgresql/data", "rw")))
                .withLabels(Map.of(LABEL, Long.toString(ProcessHandle.current().pid())))
                .exec()
                .getId();
        return container(id);
    }

    /** A container that was created by somebody else, and may be gone. */
    DockerContainer container(String id) {
        return new DockerContainer(client, host, id);
    }

    private void pull(String image) throws NotHere {
        Pull pull = new Pull();
        try (pull) {
            client.pullImageCmd(image).exec(pull);
            if (!pull.begun.await(REGISTRY_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw NotHere.unusable("it has no image %s, and its registry has not answered for %d s"
                        .formatted(image, REGISTRY_PATIENCE.toSeconds()));
            }
            if (!pull.awaitCompletion(PULL_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw NotHere.unusable(
                        "pulling %s takes more than %d minutes".formatted(image, PULL_PATIENCE.toMinutes()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw NotHere.unusable("interrupted");
        } catch (IOException | RuntimeException e) {
            throw cannotBeHad(image, e);
        }
    }

    private static NotHere cannotBeHad(String image, Exception e) {
        return NotHere.unusable("it has no image %s and cannot pull it: %s"
                .formatted(image, String.valueOf(e.getMessage()).strip()));
    }

    /** As Testcontainers' own factory does it, but without its reaper. */
    private static DockerEngine search() {
        List<DockerClientProviderStrategy> strategies = new ArrayList<>();
        ServiceLoader.load(DockerClientProviderStrategy.class).forEach(strategies::add);
        return new DockerEngine(DockerClientProviderStrategy.getFirstValidStrategy(strategies));
    }

    /** A quick look: to search where there is none takes a second, and is logged as an error. */
    private static boolean mayAnswer() {
        return System.getenv("DOCKER_HOST") != null
                || System.getProperty("os.name").startsWith("Windows")
                || sockets().anyMatch(DockerEngine::isListenedTo);
    }

    private static Stream<Path> sockets() {
        String home = System.getProperty("user.home");
        String runtime = System.getenv("XDG_RUNTIME_DIR");
        return Stream.of(
                Path.of("/var/run/docker.sock"),
                Path.of(runtime == null ? home : runtime, "docker.sock"),
                Path.of(home, ".docker", "run", "docker.sock"),
                Path.of(home, ".docker", "desktop", "docker.sock"));
    }

    private static boolean isListenedTo(Path socket) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return channel.isConnected();
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** Tells when it has begun: the registry has been asked, and has the image. */
    private static final class Pull extends PullImageResultCallback {

        final CountDownLatch begun = new CountDownLatch(1);

        @Override
        public void onNext(PullResponseItem item) {
            super.onNext(item);
            begun.countDown();
        }

        @Override
        public void onError(Throwable failure) {
            super.onError(failure);
            begun.countDown();
        }

        @Override
        public void onComplete() {
            super.onComplete();
            begun.countDown();
        }
    }
}
