package dev.resetta.examples.replays;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** HTTP as no well-behaved client speaks it: any Host, any header. */
final class RawHttp {
    private RawHttp() {}

    /** Sends a form and tells the whole answer, or what little of it there is. */
    static String post(URI address, List<String> headers, String form) {
        String request = "POST " + address.getRawPath() + " HTTP/1.1\r\n"
                + (headers.stream().anyMatch(header -> header.startsWith("Host:")) ? "" : "Host: localhost\r\n")
                + headers.stream().map(header -> header + "\r\n").reduce("", String::concat)
                + "Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\nContent-Length: "
                + form.length() + "\r\n\r\n" + form;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a site of one page. */
    static HttpServer serve(Page page) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                byte[] body = page.answer(exchange).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a site answers. */
    interface Page {
        String answer(HttpExchange request) throws IOException;
    }
}
