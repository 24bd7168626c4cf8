package dev.aegis.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What a service says of itself on its administration port, or that it says nothing. */
sealed interface ServiceState {

    /** Its name; that of the one asked for when it does not answer. */
    String name();

    boolean isHealthyOrStopped();

    /**
     * A service that answered.
     *
     * @param report its branch of the health tree, as {@code GET /health/detailed} gives it
     */
    record Running(String name, JsonNode report) implements ServiceState {
        @Override
        public boolean isHealthyOrStopped() {
            return isHealthy();
        }

        boolean isHealthy() {
            return report.path("status").asText().equals("healthy");
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

    /** Asks, and waits a few seconds at the most. */
    static ServiceState ask(String name, URI adminUrl) {
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        HttpRequest request = HttpRequest.newBuilder(adminUrl.resolve("/health/detailed"))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return Json.parse(response.body())
                    .filter(report -> report.has("status") && report.has("service"))
                    .<ServiceState>map(
                            report -> new Running(report.path("service").asText(), report))
                    .orElseGet(() -> new Unintelligible(
                            name, adminUrl, "something else answers there, with status " + response.statusCode()));
        } catch (ConnectException e) {
            return new NotRunning(name, adminUrl);
        } catch (IOException e) {
            return new Unintelligible(name, adminUrl, "no answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Unintelligible(name, adminUrl, "interrupted while asking");
        }
    }
}
