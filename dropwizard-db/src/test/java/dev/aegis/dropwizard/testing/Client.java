package dev.aegis.dropwizard.testing;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;

/** A real HTTP client of a service. Thread-safe. */
public final class Client {
    static {
        // A server that stops waits a second for the connections that a client keeps for later.
        System.setProperty("jdk.httpclient.keepalive.timeout", "0");
        // Tests ask for hosts of others.
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
    }

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final URI base;

    public Client(URI base) {
        this.base = base;
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    /** Asks again and again until the status is this one, for half a minute at most; the last answer. */
    public Answer getUntil(String path, int status) {
        Instant deadline = Instant.now().plus(TIMEOUT);
        Answer answer = get(path);
        while (answer.status() != status && Instant.now().isBefore(deadline)) {
            answer = get(path);
        }
        return answer;
    }

    /** Asks again and again until the answer contains this, for half a minute at most; the last answer. */
    public Answer getUntilText(String path, String text) {
        Instant deadline = Instant.now().plus(TIMEOUT);
        Answer answer = get(path);
        while (!answer.text().contains(text) && Instant.now().isBefore(deadline)) {
            answer = get(path);
        }
        return answer;
    }

    public Answer delete(String path) {
        return send(request(path).DELETE());
    }

    /** Posts JSON. */
    public Answer post(String path, String json) {
        return send("POST", path, "application/json", BodyPublishers.ofString(json));
    }

    /** Puts JSON. */
    public Answer put(String path, String json) {
        return send("PUT", path, "application/json", BodyPublishers.ofString(json));
    }

    /** Sends a merge patch. */
    public Answer patch(String path, String json) {
        return send("PATCH", path, "application/merge-patch+json", BodyPublishers.ofString(json));
    }

    /** Sends a body of a type. */
    public Answer send(String method, String path, String contentType, BodyPublisher body) {
        return send(request(path).header("Content-Type", contentType).method(method, body));
    }

    /** A request to be completed. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT);
    }

    /** Sends what {@link #request} began. */
    public Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException());
        }
    }
}
