package dev.aegis.dropwizard.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A service as a process of its own, on any free ports, killed at the end at the latest. Every wait is bounded. */
public final class ServiceProcess implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;
    private static final Pattern LISTENING = Pattern.compile("Listening on (\\S+) \\(admin (\\S+?)\\)");

    private final Process process;
    private final CompletableFuture<Matcher> listening = new CompletableFuture<>();
    private final List<String> output = new ArrayList<>();
    private final Thread outputReader;
    private final Path errors;

    private ServiceProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        this.outputReader = new Thread(this::readOutput, "output of " + process.pid());
        outputReader.setDaemon(true);
        outputReader.start();
    }

    /** Starts a main class on this JVM's class path. */
    public static ServiceProcess start(Class<?> main, Map<String, String> environment) {
        return start(List.of("-cp", System.getProperty("java.class.path"), main.getName()), environment);
    }

    /** Starts a jar. */
    public static ServiceProcess start(Path jar, Map<String, String> environment) {
        return start(List.of("-jar", jar.toString()), environment);
    }

    private static ServiceProcess start(List<String> arguments, Map<String, String> environment) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("DATABASE_") || name.equals("CLASSPATH"));
        builder.environment().putAll(Map.of("API_PORT", "0", "API_ADMIN_PORT", "0"));
        builder.environment().putAll(environment);
        try {
            Path errors = Files.createTempFile("service-", ".stderr");
            return new ServiceProcess(builder.redirectError(errors.toFile()).start(), errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readOutput() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                take(line);
            }
        } catch (IOException e) {
            // The process was killed.
        }
        listening.completeExceptionally(new IllegalStateException("the service ended without listening"));
    }

    private void take(String line) {
        // JSON may escape slashes.
        Matcher matcher = LISTENING.matcher(line.replace("\\/", "/"));
        if (matcher.find()) {
            listening.complete(matcher);
        }
        synchronized (output) {
            output.add(line);
            output.notifyAll();
        }
    }

    /** Waits for a line on standard output that contains this text. */
    public void awaitOutput(String text) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            synchronized (output) {
                while (output.stream().noneMatch(line -> line.contains(text))) {
                    long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                    if (left <= 0) {
                        throw new IllegalStateException("no line with '" + text + "' in " + output);
                    }
                    output.wait(left);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Where the application listens, as its log says; waits for it. */
    public URI uri() {
        return URI.create(listening().group(1));
    }

    /** Where administration listens, as its log says; waits for it. */
    public URI adminUri() {
        return URI.create(listening().group(2));
    }

    private Matcher listening() {
        try {
            return listening.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("not listening; output: " + output() + ", errors: " + errors(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Asks it to end: SIGTERM. */
    public void terminate() {
        // Process.destroy would close the pipe of its output as well.
        process.toHandle().destroy();
    }

    /** Ends it at once: SIGKILL. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Waits for its end. */
    public int exitCode() {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("still running; output: " + output());
            }
            outputReader.join();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The lines on standard output so far. */
    public List<String> output() {
        synchronized (output) {
            return List.copyOf(output);
        }
    }

    /** The lines on standard error so far. */
    public List<String> errors() {
        try {
            return Files.readAllLines(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
        exitCode();
        errors.toFile().delete();
    }
}
