package dev.aegis.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers on an administration port as it is told to. */
final class ServiceDouble implements AutoCloseable {
    private final HttpServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile String answer = "";

    private ServiceDouble(HttpServer server) {
        this.server = server;
    }

    static ServiceDouble start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ServiceDouble service = new ServiceDouble(server);
        server.createContext("/health", exchange -> {
            service.asked.add(exchange.getRequestURI().getPath());
            byte[] body = service.answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return service;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The paths that it was asked for. */
    List<String> asked() {
        return asked;
    }

    /** What the health tree is from now on. */
    void answers(String text) {
        answer = text;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
