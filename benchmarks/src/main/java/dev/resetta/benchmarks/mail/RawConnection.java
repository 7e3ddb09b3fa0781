package dev.resetta.benchmarks.mail;

import dev.resetta.benchmarks.servers.Smtp;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** The least that talks to a mail server safely: TLS with the name checked, a login, a timeout, and each answer's code looked at. */
final class RawConnection implements AutoCloseable {
    private static final int TIMEOUT = 10_000;

    private final SSLSocket socket;
    private BufferedReader in;
    private OutputStream out;

    RawConnection(Smtp.Address server) throws Exception {
        Socket plain = new Socket(Smtp.Address.HOST, server.port());
        plain.setSoTimeout(TIMEOUT);
        plain.setTcpNoDelay(true);
        talkOver(plain);
        expect("220");
        say("EHLO localhost", "250");
        say("STARTTLS", "220");
        socket =
                (SSLSocket) server.tls().getSocketFactory().createSocket(plain, Smtp.Address.HOST, server.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        talkOver(socket);
        say("EHLO localhost", "250");
        byte[] login = ("\0" + server.user() + "\0" + server.password()).getBytes(StandardCharsets.UTF_8);
        say("AUTH PLAIN " + Base64.getEncoder().encodeToString(login), "235");
    }

    /** Hands over a mail; it is taken when this returns. */
    void send(byte[] mail) throws IOException {
        say("MAIL FROM:<" + Sample.SENDER + ">", "250");
        say("RCPT TO:<" + Sample.RECIPIENT + ">", "250");
        say("DATA", "354");
        out.write(mail);
        expect("250");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void say(String command, String answer) throws IOException {
        out.write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
        expect(answer);
    }

    private void expect(String code) throws IOException {
        String line = in.readLine();
        while (line != null && line.startsWith(code + "-")) {
            line = in.readLine();
        }
        if (line == null || !line.startsWith(code)) {
            throw new IOException("Instead of " + code + " the server said: " + line);
        }
    }

    private void talkOver(Socket talk) throws IOException {
        in = new BufferedReader(new InputStreamReader(talk.getInputStream(), StandardCharsets.US_ASCII));
        out = talk.getOutputStream();
    }
}
