package dev.aegis.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** What a service says of itself on its administration port, or that it says nothing. */
sealed interface ServiceState {

    Duration LONGEST_CONNECT = Duration.ofSeconds(2);
    Duration LONGEST_ANSWER = Duration.ofSeconds(10);

    /** Its name; that of the one asked for when it does not answer. */
    String name();

    boolean isHealthyOrStopped();

    /**
     * A service that answered.
     *
     * @param report what it says of itself: a service's name, status and reason, and more if more was asked for
     */
    record Running(String name, JsonNode report) implements ServiceState {
        @Override
        public boolean isHealthyOrStopped() {
            return isHealthy();
        }

        boolean isHealthy() {
            return report.path("status").asText().equals("healthy");
        }

        /** Why it is unhealthy; empty when it is healthy. */
        String reason() {
            return report.path("reason").isNull() ? "" : report.path("reason").asText("");
        }
    }

    /** A port on which nobody listens. */
    record NotRunning(String name, URI adminUrl) implements ServiceState {
        @Override
        public boolean isHealthyOrStopped() {
            return true;
        }
    }

    /** Somebody listens, but does not answer as a service does. */
    record Unintelligible(String name, URI adminUrl, String reason) implements ServiceState {
        @Override
        public boolean isHealthyOrStopped() {
            return false;
        }
    }

    /** Asks for its branch of the health tree, and waits a few seconds at the most. */
    static ServiceState ask(String name, URI adminUrl) {
        return ask(name, adminUrl, "/health/detailed");
    }

    /** Asks for its status alone, which costs the service nothing; the report holds status and reason. */
    static ServiceState probe(String name, URI adminUrl) {
        return ask(name, adminUrl, "/health");
    }

    private static ServiceState ask(String name, URI adminUrl, String path) {
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(LONGEST_CONNECT).build();
        HttpRequest request = HttpRequest.newBuilder(adminUrl.resolve(path))
                .timeout(LONGEST_ANSWER)
                .build();
        try {
            HttpResponse<String> response = send(client, request);
            return Json.parse(response.body())
                    .filter(report -> report.has("status") && report.has("service"))
                    .<ServiceState>map(
                            report -> new Running(report.path("service").asText(), report))
                    .orElseGet(() -> new Unintelligible(
                            name,
                            adminUrl,
                            "what answers there, with status " + response.statusCode() + ", is no health report"));
        } catch (ConnectException e) {
            return isUnknownHost(e)
                    ? new Unintelligible(name, adminUrl, "unknown host " + adminUrl.getHost())
                    : new NotRunning(name, adminUrl);
        } catch (IOException e) {
            return new Unintelligible(name, adminUrl, reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Unintelligible(name, adminUrl, "interrupted while asking");
        }
    }

    /** The client's own timeout ends with the headers; a body may trickle without end. */
    private static HttpResponse<String> send(HttpClient client, HttpRequest request)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request, BoundedBody.handler());
        try {
            return answer.get(LONGEST_ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException reason ? reason : new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("the body did not end");
        } finally {
            answer.cancel(true);
        }
    }

    private static boolean isUnknownHost(ConnectException error) {
        Throwable cause = error;
        while (cause != null && !(cause instanceof UnresolvedAddressException)) {
            cause = cause.getCause();
        }
        return cause != null;
    }

    private static String reason(IOException error) {
        if (error instanceof HttpConnectTimeoutException) {
            return "no connection within " + LONGEST_CONNECT.toSeconds() + " s";
        }
        if (error instanceof HttpTimeoutException) {
            return "no answer within " + LONGEST_ANSWER.toSeconds() + " s";
        }
        String message = error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
        return (error instanceof SSLException ? "TLS failed: " : "the connection broke: ") + message.strip();
    }
}
