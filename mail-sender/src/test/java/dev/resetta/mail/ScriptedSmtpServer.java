package dev.resetta.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A mail server that misbehaves as it is told, one connection after the other, on a free port of this machine.
 *
 * <p>At each stage it gives the usual answer unless another one was scripted. {@link #CLOSE} closes the connection instead of
 * an answer, {@link #SILENCE} gives none and keeps it open.
 */
final class ScriptedSmtpServer implements AutoCloseable {
    static final String CLOSE = "(close)";
    static final String SILENCE = "(silence)";

    private final ServerSocket socket;
    private final Map<Stage, String> script = new EnumMap<>(Stage.class);
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<String> mails = new CopyOnWriteArrayList<>();
    private final SSLContext tls;
    private volatile List<String> extensions;
    private volatile boolean goesAfterAnswering;

    ScriptedSmtpServer(String... extensions) throws IOException {
        this(null, extensions);
    }

    ScriptedSmtpServer(SSLContext tls, String... extensions) throws IOException {
        this.tls = tls;
        this.extensions = List.of(extensions);
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "scripted-smtp");
        thread.setDaemon(true);
        thread.start();
    }

    ScriptedSmtpServer answers(Stage stage, String answer) {
        script.put(stage, answer);
        return this;
    }

    /** Closes the connection right after a scripted answer. */
    ScriptedSmtpServer thenCloses() {
        goesAfterAnswering = true;
        return this;
    }

    SmtpServer asServer() {
        return SmtpServer.of("localhost", socket.getLocalPort());
    }

    List<String> commands() {
        return commands;
    }

    List<String> mails() {
        return mails;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                talk(client);
            } catch (IOException e) {
                // The client has gone, or the test is over.
            }
        }
    }

    private void talk(Socket client) throws IOException {
        Socket line = client;
        BufferedReader in = reader(line);
        if (!answer(line, Stage.CONNECT, "220 test")) {
            return;
        }
        for (String command = in.readLine(); command != null; command = in.readLine()) {
            commands.add(command);
            Stage stage = Stage.begunBy(command);
            if (stage == null) {
                say(line, command.equals("QUIT") ? "221 bye" : "250 ok");
                continue;
            }
            if (!answer(line, stage, usual(stage))) {
                return;
            }
            if (stage == Stage.STARTTLS && !script.containsKey(Stage.STARTTLS)) {
                line = encrypted(line);
                in = reader(line);
                extensions = List.of("AUTH PLAIN");
            }
            if (stage == Stage.DATA && !script.containsKey(Stage.DATA)) {
                mails.add(readMail(in));
                commands.add(".");
                if (!answer(line, Stage.MESSAGE, "250 taken")) {
                    return;
                }
            }
        }
    }

    private String usual(Stage stage) {
        return switch (stage) {
            case CONNECT, STARTTLS -> "220 go ahead";
            case HELLO -> hello();
            case LOGIN -> "235 welcome";
            case DATA -> "354 go on";
            default -> "250 ok";
        };
    }

    private String hello() {
        StringBuilder hello = new StringBuilder("250-test\r\n");
        extensions.forEach(extension -> hello.append("250-").append(extension).append("\r\n"));
        return hello.append("250 HELP").toString();
    }

    /** Says whether the talk goes on. */
    private boolean answer(Socket line, Stage stage, String usual) throws IOException {
        String answer = script.getOrDefault(stage, usual);
        if (answer.equals(CLOSE)) {
            return false;
        }
        if (!answer.equals(SILENCE)) {
            say(line, answer);
        }
        return !(goesAfterAnswering && script.containsKey(stage));
    }

    private static String readMail(BufferedReader in) throws IOException {
        StringBuilder mail = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            mail.append(line).append("\r\n");
        }
        return mail.toString();
    }

    private Socket encrypted(Socket plain) throws IOException {
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, null, plain.getPort(), false);
        socket.setUseClientMode(false);
        socket.startHandshake();
        return socket;
    }

    private static BufferedReader reader(Socket socket) {
        try {
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void say(Socket socket, String answer) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
