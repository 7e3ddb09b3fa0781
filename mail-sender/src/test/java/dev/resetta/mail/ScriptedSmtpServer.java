package dev.resetta.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A mail server that misbehaves as it is told, on a free port of this machine.
 *
 * <p>At each stage it gives the usual answer unless another one was scripted. {@link #CLOSE} closes the connection instead of
 * an answer, {@link #SILENCE} gives none and keeps it open, {@link #DRIBBLE} says one byte after the other and never ends.
 */
final class ScriptedSmtpServer implements AutoCloseable {
    static final String CLOSE = "(close)";
    static final String SILENCE = "(silence)";
    static final String DRIBBLE = "(dribble)";
    private static final String HALVES = "(pause)";
    private static final Duration BETWEEN_HALVES = Duration.ofMillis(1500);
    private static final Duration BETWEEN_BYTES = Duration.ofMillis(20);

    private final ServerSocket socket;
    private final Map<Stage, String> script = new ConcurrentHashMap<>();
    private final Set<Stage> reached = ConcurrentHashMap.newKeySet();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<String> mails = new CopyOnWriteArrayList<>();
    private final SSLContext tls;
    private final List<String> extensions;
    private volatile boolean goesAfterAnswering;
    private volatile Gate gate;

    ScriptedSmtpServer(String... extensions) throws IOException {
        this(null, extensions);
    }

    ScriptedSmtpServer(SSLContext tls, String... extensions) throws IOException {
        this.tls = tls;
        this.extensions = List.of(extensions);
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::serve);
    }

    ScriptedSmtpServer answers(Stage stage, String answer) {
        script.put(stage, answer);
        return this;
    }

    /** Says the first half at once, and the second after more than a second, which is longer than the client waits. */
    ScriptedSmtpServer answersInHalves(Stage stage, String first, String second) {
        return answers(stage, first + HALVES + second);
    }

    /** Closes the connection right after a scripted answer. */
    ScriptedSmtpServer thenCloses() {
        goesAfterAnswering = true;
        return this;
    }

    /** Lets one client wait for its answer at a stage, until the gate is opened. */
    Gate gateAt(Stage stage) {
        Gate gate = new Gate(stage, new CountDownLatch(1), new CountDownLatch(1));
        this.gate = gate;
        return gate;
    }

    /** Where a client has arrived, and waits. */
    record Gate(Stage stage, CountDownLatch arrived, CountDownLatch opened) {
        void pass() throws IOException {
            try {
                arrived.countDown();
                opened.await();
            } catch (InterruptedException e) {
                throw new InterruptedIOException();
            }
        }
    }

    /** Answers as usual again. */
    ScriptedSmtpServer behaves() {
        script.clear();
        goesAfterAnswering = false;
        return this;
    }

    /** Closes all connections, as a server does with those that are idle. */
    void hangUp() throws IOException {
        for (Socket client : open) {
            client.close();
        }
    }

    /** How many connections there have been. */
    int connections() {
        return connections.get();
    }

    /** How many connections there have been at once. */
    int connectionsAtOnce() {
        return atOnce.get();
    }

    /** Waits until nobody is connected. */
    void awaitNoConnection() throws InterruptedException {
        await("no connection", open::isEmpty);
    }

    /** Waits until this was said. */
    void awaitCommand(String command) throws InterruptedException {
        await(command, () -> commands.contains(command));
    }

    private synchronized void await(String what, BooleanSupplier there) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!there.getAsBoolean()) {
            long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (millis <= 0) {
                throw new AssertionError("Waited in vain for " + what);
            }
            wait(millis);
        }
    }

    private synchronized void tellWhoWaits() {
        notifyAll();
    }

    /** Whether some talk came to that stage. */
    boolean hasReached(Stage stage) {
        return reached.contains(stage);
    }

    int port() {
        return socket.getLocalPort();
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
        hangUp();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                connections.incrementAndGet();
                open.add(client);
                atOnce.accumulateAndGet(open.size(), Math::max);
                start(() -> serve(client));
            } catch (IOException e) {
                // The test is over.
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            talk(client);
        } catch (IOException e) {
            // The client has gone, or the test is over.
        } finally {
            open.remove(client);
            tellWhoWaits();
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "scripted-smtp");
        thread.setDaemon(true);
        thread.start();
    }

    private void talk(Socket client) throws IOException {
        Socket line = client;
        List<String> offered = extensions;
        BufferedReader in = reader(line);
        if (!answer(line, Stage.CONNECT, "220 test")) {
            return;
        }
        for (String command = in.readLine(); command != null; command = in.readLine()) {
            commands.add(command);
            tellWhoWaits();
            Stage stage = Stage.begunBy(command);
            if (stage == null) {
                say(line, command.equals("QUIT") ? "221 bye" : "250 ok");
                continue;
            }
            if (!answer(line, stage, stage == Stage.HELLO ? hello(offered) : usual(stage))) {
                return;
            }
            if (stage == Stage.STARTTLS && !script.containsKey(Stage.STARTTLS)) {
                line = encrypted(line);
                in = reader(line);
                offered = List.of("AUTH PLAIN XOAUTH2");
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
            case LOGIN -> "235 welcome";
            case DATA -> "354 go on";
            default -> "250 ok";
        };
    }

    private static String hello(List<String> offered) {
        StringBuilder hello = new StringBuilder("250-test\r\n");
        offered.forEach(extension -> hello.append("250-").append(extension).append("\r\n"));
        return hello.append("250 HELP").toString();
    }

    /** Says whether the talk goes on. */
    private boolean answer(Socket line, Stage stage, String usual) throws IOException {
        reached.add(stage);
        Gate waiting = gate;
        if (waiting != null && waiting.stage() == stage && waiting.arrived().getCount() > 0) {
            waiting.pass();
        }
        String answer = script.getOrDefault(stage, usual);
        if (answer.equals(CLOSE)) {
            return false;
        }
        if (answer.equals(DRIBBLE)) {
            dribble(line);
        } else if (!answer.equals(SILENCE)) {
            say(line, answer);
        }
        return !(goesAfterAnswering && script.containsKey(stage));
    }

    private static void dribble(Socket line) throws IOException {
        OutputStream out = line.getOutputStream();
        try {
            for (int i = 0; ; i++) {
                out.write("250-".charAt(Math.min(i, 3)));
                out.flush();
                Thread.sleep(BETWEEN_BYTES.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void say(Socket socket, String answer) throws IOException {
        OutputStream out = socket.getOutputStream();
        int pause = answer.indexOf(HALVES);
        if (pause >= 0) {
            out.write(answer.substring(0, pause).getBytes(StandardCharsets.US_ASCII));
            out.flush();
            LockSupport.parkNanos(BETWEEN_HALVES.toNanos());
            say(socket, answer.substring(pause + HALVES.length()));
            return;
        }
        out.write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
