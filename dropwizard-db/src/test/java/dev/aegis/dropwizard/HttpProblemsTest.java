package dev.aegis.dropwizard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aegis.dropwizard.testing.Answer;
import dev.aegis.dropwizard.testing.Client;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Errors that happen before or beside a resource are problem documents as well. */
class HttpProblemsTest {
    private RunningService service;
    private Client client;

    @BeforeEach
    void start(@TempDir Path directory) {
        service = TestApplication.start("sqlite:///" + directory.resolve("test.db"));
        client = new Client(service.uri());
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void unknownPathsOnBothPorts() {
        for (Answer answer : List.of(
                client.get("/"),
                client.get("/nowhere"),
                new Client(service.adminUri()).get("/"),
                new Client(service.adminUri()).get("/tasks/gc"),
                new Client(service.adminUri()).get("/threads"))) {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.problem()).isEqualTo("/problems/not-found");
        }
    }

    @Test
    void unknownMethods() {
        assertThat(client.send("PUT", "/fine", "text/plain", BodyPublishers.ofString("x"))
                        .problem())
                .isEqualTo("/problems/method-not-allowed");
        for (String method : List.of("TRACE", "BREW")) {
            assertThat(raw(method + " /fine HTTP/1.1", "Host: localhost", "Connection: close"))
                    .startsWith("HTTP/1.1 405 ")
                    .contains("application/problem+json", "\"type\":\"/problems/method-not-allowed\"");
        }
    }

    @Test
    void requestsThatCannotBeRead() {
        String post = "POST /echo HTTP/1.1";
        String json = "Content-Type: application/json";
        for (String answer : List.of(
                raw("nonsense"),
                raw("GET /fine HTTP/7.0", "Host: localhost"),
                raw("GET /fine HTTP/1.1"),
                raw("GET /%zz HTTP/1.1", "Host: localhost", "Connection: close"),
                raw("GET /a/%2e%2e/fine HTTP/1.1", "Host: localhost", "Connection: close"),
                raw(post, "Host: localhost", json, "Content-Length: x"),
                raw(post, "Host: localhost", json, "Transfer-Encoding: chunked", "", "no length"))) {
            assertThat(answer)
                    .matches("(?s)HTTP/1.1 (400|505) .*")
                    .containsIgnoringCase("Content-Type: application/problem+json")
                    .doesNotContainIgnoringCase("jetty", "Server:", "Exception");
        }
    }

    @Test
    void headersThatAreTooLarge() {
        assertThat(raw("GET /fine HTTP/1.1", "Host: localhost", "X-Long: " + "x".repeat(20_000)))
                .startsWith("HTTP/1.1 431 ")
                .contains("application/problem+json", "\"type\":\"about:blank\"");
    }

    @Test
    void bodiesUpTo64KibibytesAreTaken() {
        int frame = "{\"text\":\"\"}".length();
        String largest = "{\"text\":\"" + "x".repeat(64 * 1024 - frame) + "\"}";

        assertThat(client.post("/echo", largest).json().get("length").intValue())
                .isEqualTo(64 * 1024 - frame);
        assertThat(client.post("/echo", largest + " ").problem()).isEqualTo("/problems/too-large");
        assertThat(client.post("/fine", largest).status()).isEqualTo(405);
    }

    @Test
    void anAnswerThatNeedsNoBodyComesAfterItSoThatTheConnectionStays() throws IOException {
        try (Socket socket = new Socket("localhost", service.uri().getPort())) {
            socket.setSoTimeout(200);
            OutputStream out = socket.getOutputStream();
            out.write(ascii("POST /fine HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 60000\r\n\r\n" + "x".repeat(30_000)));
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);

            socket.setSoTimeout(10_000);
            out.write(ascii("x".repeat(30_000) + "GET /fine HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 405 ")
                    .contains("HTTP/1.1 200 ");
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void anEnormousBodyIsNotReadToItsEnd() {
        String answer = raw(
                "POST /echo HTTP/1.1",
                "Host: localhost",
                "Content-Type: application/json",
                "Expect: 100-continue",
                "Content-Length: 9999999999999");

        assertThat(answer).startsWith("HTTP/1.1 413 ").contains("\"type\":\"/problems/too-large\"");
    }

    @Test
    void aClientThatStopsSendingIsNotWaitedForLongerThanTheSettingSays(@TempDir Path directory) throws IOException {
        try (RunningService impatient = TestApplication.start(
                        new TestApplication(),
                        Map.of(
                                "DATABASE_URL",
                                "sqlite:///" + directory.resolve("other.db"),
                                "HTTP_IDLE_SECONDS",
                                "1"));
                Socket socket = new Socket("localhost", impatient.uri().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(ascii("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            + "Content-Length: 100\r\n\r\n{\""));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 408 ")
                    .contains("The request's body did not arrive in time.");
        }
    }

    @Test
    void requestsForAnotherHostAreMisdirected() {
        String ownPort = ":" + service.uri().getPort();
        for (String host : List.of("evil.example", "evil.example" + ownPort, "localhost.evil.example", "x")) {
            for (int port : List.of(service.uri().getPort(), service.adminUri().getPort())) {
                assertThat(rawTo(port, "GET /health HTTP/1.1", "Host: " + host, "Connection: close"))
                        .startsWith("HTTP/1.1 421 ")
                        .contains("application/problem+json", "\"status\":421", "ALLOWED_HOSTS");
            }
        }
        assertThat(raw("GET http://evil.example/fine HTTP/1.1", "Host: localhost", "Connection: close"))
                .matches("(?s)HTTP/1.1 (400|421) .*");
        for (String malformed :
                List.of("evil.example:80:80", "[evil.example]", "[::1].evil.example", "localhost@evil.example")) {
            assertThat(raw("GET /fine HTTP/1.1", "Host: " + malformed, "Connection: close"))
                    .as(malformed)
                    .matches("(?s)HTTP/1.1 (400|421) .*");
        }
        for (String host : List.of(
                "localhost",
                "localhost" + ownPort,
                "LOCALHOST.",
                "api.localhost",
                "127.0.0.1",
                "[::1]" + ownPort,
                "[fe80::1:2]",
                "10.0.0.7:80")) {
            assertThat(raw("GET /fine HTTP/1.1", "Host: " + host, "Connection: close"))
                    .as(host)
                    .startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void namesThatTheOperatorAllowsAreOwnNames(@TempDir Path directory) {
        try (RunningService named = TestApplication.start(
                new TestApplication(),
                Map.of(
                        "DATABASE_URL",
                        "sqlite:///" + directory.resolve("b.db"),
                        "ALLOWED_HOSTS",
                        "API.example.com, x"))) {
            int port = named.uri().getPort();
            assertThat(rawTo(port, "GET /fine HTTP/1.1", "Host: api.example.com:443", "Connection: close"))
                    .startsWith("HTTP/1.1 200 ");
            assertThat(rawTo(port, "GET /fine HTTP/1.1", "Host: evil.example", "Connection: close"))
                    .startsWith("HTTP/1.1 421 ");
        }
        try (RunningService open = TestApplication.start(
                new TestApplication(),
                Map.of("DATABASE_URL", "sqlite:///" + directory.resolve("c.db"), "ALLOWED_HOSTS", "*"))) {
            assertThat(rawTo(open.uri().getPort(), "GET /fine HTTP/1.1", "Host: any.example", "Connection: close"))
                    .startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void methodsThatAPageForAdministrationDoesNotTake() {
        int port = service.adminUri().getPort();
        for (String page : List.of("/health", "/health/detailed")) {
            for (String method : List.of("POST", "PUT", "PATCH", "DELETE", "FOO", "TRACK", "TRACE", "OPTIONS")) {
                assertThat(rawTo(port, method + " " + page + " HTTP/1.1", "Host: localhost", "Connection: close"))
                        .as(method)
                        .startsWith("HTTP/1.1 405 ")
                        .contains("Allow: GET, HEAD\r\n", "\"type\":\"/problems/method-not-allowed\"");
            }
            assertThat(rawTo(port, "HEAD " + page + " HTTP/1.1", "Host: localhost", "Connection: close"))
                    .startsWith("HTTP/1.1 200 ")
                    .endsWith("\r\n\r\n");
        }
    }

    @Test
    void typesOfBodiesThatAreNone() {
        for (String type : List.of("*/*", "application/*", "application/json;;", "application/json;", "json", "")) {
            assertThat(raw(
                            "POST /echo HTTP/1.1",
                            "Host: localhost",
                            "Connection: close",
                            "Content-Type: " + type,
                            "Content-Length: 12",
                            "",
                            "{\"text\":\"x\"}"))
                    .as(type)
                    .matches("(?s)HTTP/1.1 (400|415) .*\"type\":\"/problems/(malformed|unsupported-media-type)\".*");
        }
        assertThat(client.send(
                                "POST",
                                "/echo",
                                "application/json; charset=utf-8",
                                BodyPublishers.ofString("{\"text\":\"x\"}"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void bodiesThatAreNotUtf8() {
        for (byte[] body : List.of(
                latin("{\"text\":\"\u00c0\u00af\"}"), // an overlong slash
                latin("{\"text\":\"\u00e0\u0080\u00af\"}"),
                latin("{\"text\":\"\u00ed\u00a0\u0080\"}"), // half a character
                latin("{\"text\":\"\u00ff\"}"))) {
            Answer answer = client.send("POST", "/echo", "application/json", BodyPublishers.ofByteArray(body));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.problem()).isEqualTo("/problems/malformed");
        }
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Sends lines and an empty one, and reads until the server has closed the connection. */
    private String raw(String... lines) {
        return rawTo(service.uri().getPort(), lines);
    }

    private static String rawTo(int port, String... lines) {
        String request = String.join("\r\n", lines) + "\r\n\r\n";
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(request, e);
        }
    }
}
