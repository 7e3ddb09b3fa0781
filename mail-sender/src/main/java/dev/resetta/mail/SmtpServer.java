package dev.resetta.mail;

import jakarta.mail.Session;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mail server that takes the mails: where it is, how the connection is protected, and with which login.
 *
 * <p>STARTTLS is required unless something else is said; on this machine itself ({@code localhost}, {@code 127.0.0.1},
 * {@code ::1}) plain text is the default, unless certificates are given. The server's certificate has to be valid for the host
 * given here. Immutable and thread-safe; every method that changes a setting returns a new value. Nothing is connected to until
 * the first mail is sent.
 */
public final class SmtpServer {
    private static final Logger LOG = LoggerFactory.getLogger(SmtpServer.class);
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(5);
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:%\\[\\]-]{1,255}");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[?(::1|(0:){7}1)\\]?");

    /** How the connection is protected. */
    enum Protection {
        STARTTLS,
        IMPLICIT_TLS,
        PLAIN_TEXT
    }

    /** A user and what proves it, asked for at each connection; redacted. */
    record Login(String user, Supplier<String> secret, boolean isOauth2) {
        @Override
        public String toString() {
            return "Login[redacted]";
        }
    }

    private final String host;
    private final int port;
    private final @Nullable Protection protection;
    private final @Nullable Login login;
    private final Duration timeout;
    private final @Nullable SSLContext tls;
    private final Reuse reuse;
    private final @Nullable SessionProperties session;

    private SmtpServer(
            String host,
            int port,
            @Nullable Protection protection,
            @Nullable Login login,
            Duration timeout,
            @Nullable SSLContext tls,
            Reuse reuse,
            @Nullable SessionProperties session) {
        this.host = host;
        this.port = port;
        this.protection = protection;
        this.login = login;
        this.timeout = timeout;
        this.tls = tls;
        this.reuse = reuse;
        this.session = session;
        boolean logsIn = login != null || (session != null && session.wantsLogin());
        if (logsIn && protection == Protection.PLAIN_TEXT && !isLoopback()) {
            throw new IllegalStateException(
                    "A login is not sent over a connection in plain text, where everybody on the way"
                            + " can read the password; leave out plainText() or login().");
        }
    }

    /**
     * Starts from a host and a port.
     *
     * @param host a name or an IP literal; for TLS it is the name the certificate has to bear
     * @param port 1 to 65535; usually 587 for STARTTLS, 465 for {@link #implicitTls()}
     * @return the server, with STARTTLS required, or in plain text on this machine itself
     * @throws IllegalArgumentException if one of them cannot be
     */
    public static SmtpServer of(String host, int port) {
        Objects.requireNonNull(host, "host");
        if (!HOST.matcher(host).matches()) {
            throw new IllegalArgumentException("The mail server's host is a name or an IP literal, such as"
                    + " \"smtp.example.com\", without protocol, path or white space.");
        }
        if (port < 1 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException(
                    "The mail server's port is between 1 and 65535, usually 587, but was " + port + ".");
        }
        return new SmtpServer(host, port, null, null, DEFAULT_TIMEOUT, null, Reuse.STANDARD, null);
    }

    /**
     * Starts from a mail session of the application's, for example one that a container provides.
     *
     * <p>Host, port, {@code ssl.enable}, user, {@link jakarta.mail.Authenticator}, {@code timeout} and all other properties of
     * {@code mail.smtp} ({@code mail.smtps} where {@code mail.transport.protocol} says so) are those of the session as it is
     * now. What this library promises stays: STARTTLS is required unless something else is said here, whom to trust is said by
     * {@link #trusting} (the session's {@code ssl.trust} and {@code ssl.socketFactory} are ignored), timeouts are finite, and
     * {@code mail.debug} is ignored, because a trace would hold the links. {@link #login} and {@link #oauth2} take the place of
     * the session's Authenticator.
     *
     * @param session which is read and not changed
     * @return the server it names; {@code localhost} and port 25 (465 for TLS) if it names none
     * @throws IllegalArgumentException if its host, port or timeout cannot be
     */
    public static SmtpServer of(Session session) {
        SessionProperties properties = new SessionProperties(Objects.requireNonNull(session, "session"));
        SmtpServer server = of(properties.host(), properties.port()).timeout(properties.timeout(DEFAULT_TIMEOUT));
        Protection protection = properties.isImplicitTls()
                ? Protection.IMPLICIT_TLS
                : properties.isStartTls() ? Protection.STARTTLS : null;
        return new SmtpServer(
                server.host, server.port, protection, null, server.timeout, null, Reuse.STANDARD, properties);
    }

    /**
     * Requires STARTTLS: the connection begins in plain text and is encrypted before anything is said; a server that does
     * not offer it gets no mail. The default everywhere but on this machine itself.
     *
     * @return a server with this protection
     * @throws IllegalStateException if another protection was chosen
     */
    public SmtpServer startTls() {
        return protectedBy(Protection.STARTTLS);
    }

    /**
     * Uses TLS from the first byte, usually on port 465.
     *
     * @return a server with this protection
     * @throws IllegalStateException if another protection was chosen
     */
    public SmtpServer implicitTls() {
        return protectedBy(Protection.IMPLICIT_TLS);
    }

    /**
     * Uses no encryption at all, so that whoever is on the way can read the links, and use them.
     *
     * <p>Anywhere but on this machine itself that has to be said by calling this, logs a warning, and cannot be combined with
     * a {@link #login}.
     *
     * @return a server without protection
     * @throws IllegalStateException if another protection was chosen, or a login for another machine
     */
    public SmtpServer plainText() {
        SmtpServer plain = protectedBy(Protection.PLAIN_TEXT);
        if (!isLoopback()) {
            LOG.warn(
                    "Mails to {}:{} are sent in plain text: whoever can read them on the way can reset passwords.",
                    host,
                    port);
        }
        return plain;
    }

    /**
     * Logs in before sending (SMTP AUTH, PLAIN or LOGIN); by default there is no login.
     *
     * <p>A server that then offers no login gets no mail.
     *
     * @param user not empty
     * @param password not empty
     * @return a server with this login
     * @throws IllegalArgumentException if one of them is empty
     * @throws IllegalStateException if the connection to another machine is in {@linkplain #plainText() plain text}
     */
    public SmtpServer login(String user, String password) {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        if (user.isEmpty() || password.isEmpty()) {
            throw new IllegalArgumentException(
                    "A login needs a user and a password; leave out login() if there is none.");
        }
        return login(new Login(user, () -> password, false));
    }

    /**
     * Logs in with an access token (XOAUTH2) instead of a password, as Google and Microsoft ask for.
     *
     * @param user whose mailbox it is; not empty
     * @param accessToken called for each connection, on the thread that sends: it caches the token and renews it before it
     *     expires. What it throws makes the mail wait
     * @return a server with this login
     * @throws IllegalArgumentException if the user is empty
     * @throws IllegalStateException if the connection to another machine is in {@linkplain #plainText() plain text}
     */
    public SmtpServer oauth2(String user, Supplier<String> accessToken) {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(accessToken, "accessToken");
        if (user.isEmpty()) {
            throw new IllegalArgumentException("A login with an access token needs a user.");
        }
        return login(new Login(user, accessToken, true));
    }

    private SmtpServer login(Login login) {
        return new SmtpServer(host, port, protection, login, timeout, tls, reuse, session);
    }

    /**
     * Sets how long to wait for the connection, for each answer and for each write; by default 10 seconds.
     *
     * <p>The answer to a mail's last byte is waited for three times as long, because servers scan mails then, and because
     * without that answer nobody knows whether the mail was taken. All in all a mail takes at most five times as long, however
     * slowly the server dribbles its answers. A delivery queue gives a mail one minute, so there 12 seconds is the most that
     * makes sense.
     *
     * @param timeout 1 millisecond to 5 minutes
     * @return a server with this timeout
     * @throws IllegalArgumentException if it is outside of that
     */
    public SmtpServer timeout(Duration timeout) {
        Objects.requireNonNull(timeout, "timeout");
        if (timeout.compareTo(Duration.ofMillis(1)) < 0 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                    "The timeout is between 1 millisecond and 5 minutes, but was " + timeout + ".");
        }
        return new SmtpServer(host, port, protection, login, timeout, tls, reuse, session);
    }

    /**
     * Sets how many connections there are at most; by default 5. Who finds all of them at work waits for one, as long as for
     * an answer.
     *
     * @param connections 1 to 100
     * @return a server with so many
     * @throws IllegalArgumentException if it is outside of that
     */
    public SmtpServer connections(int connections) {
        return reuse(reuse.connections(connections));
    }

    /**
     * Sets for how long a connection is kept open without work; by default 30 seconds. Zero closes it after each mail.
     *
     * @param idleTime zero to 5 minutes
     * @return a server with this idle time
     * @throws IllegalArgumentException if it is outside of that
     */
    public SmtpServer idleTime(Duration idleTime) {
        return reuse(reuse.idle(Objects.requireNonNull(idleTime, "idleTime")));
    }

    /**
     * Sets how many mails one connection takes before it is replaced; by default 100, as many as most servers allow.
     *
     * @param mails 1 to 10,000
     * @return a server with this limit
     * @throws IllegalArgumentException if it is outside of that
     */
    public SmtpServer mailsPerConnection(int mails) {
        return reuse(reuse.mails(mails));
    }

    /**
     * Sets which certificates are trusted, for servers of a private authority; by default those the Java runtime trusts.
     *
     * <p>The context's trust manager decides: one that takes every certificate also takes those of other hosts.
     *
     * @param tls initialised with a trust manager
     * @return a server that is trusted this way
     */
    public SmtpServer trusting(SSLContext tls) {
        Objects.requireNonNull(tls, "tls");
        return new SmtpServer(host, port, protection, login, timeout, tls, reuse, session);
    }

    /** Tells host, port and protection; neither user nor password. */
    @Override
    public String toString() {
        return "SmtpServer[" + host + ":" + port + ", " + protection() + (login == null ? "" : ", login redacted")
                + "]";
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    Protection protection() {
        if (protection != null) {
            return protection;
        }
        return isLoopback() && tls == null ? Protection.PLAIN_TEXT : Protection.STARTTLS;
    }

    Optional<Login> login() {
        return Optional.ofNullable(login);
    }

    Duration timeout() {
        return timeout;
    }

    Reuse reuse() {
        return reuse;
    }

    /** What the session this was made from says. */
    Optional<SessionProperties> session() {
        return Optional.ofNullable(session);
    }

    Optional<SSLContext> trusted() {
        return Optional.ofNullable(tls);
    }

    private SmtpServer protectedBy(Protection chosen) {
        if (protection != null && protection != chosen) {
            throw new IllegalStateException(
                    "The connection to the mail server is either plain text, STARTTLS or implicit TLS;"
                            + " choose one of plainText(), startTls() and implicitTls().");
        }
        return new SmtpServer(host, port, chosen, login, timeout, tls, reuse, session);
    }

    private SmtpServer reuse(Reuse reuse) {
        return new SmtpServer(host, port, protection, login, timeout, tls, reuse, session);
    }

    private boolean isLoopback() {
        return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }
}
