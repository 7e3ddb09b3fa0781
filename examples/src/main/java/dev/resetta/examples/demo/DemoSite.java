package dev.resetta.examples.demo;

import dev.resetta.PasswordReset;
import dev.resetta.examples.demo.desk.Desk;
import dev.resetta.examples.demo.desk.EventTrail;
import dev.resetta.examples.demo.desk.Operators;
import dev.resetta.examples.demo.inbox.InboxPages;
import dev.resetta.examples.demo.inbox.Mailbox;
import dev.resetta.examples.demo.reset.CancelPages;
import dev.resetta.examples.demo.reset.PasswordResets;
import dev.resetta.examples.demo.reset.RequestPages;
import dev.resetta.examples.demo.reset.ResetPages;
import dev.resetta.examples.demo.shop.DemoAccounts;
import dev.resetta.examples.demo.shop.Sessions;
import dev.resetta.examples.demo.shop.SignInPages;
import dev.resetta.examples.demo.shop.Users;
import dev.resetta.examples.demo.web.Csrf;
import dev.resetta.examples.demo.web.Templates;
import dev.resetta.examples.demo.web.WebServer;
import dev.resetta.password.Argon2id;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** Everything that runs: database, mail server, password resets and web server, put together in this order. */
final class DemoSite implements AutoCloseable {
    private final URI address;
    private final int port;
    private final Mailbox mailbox;
    private final EventTrail trail;
    private final PasswordReset reset;
    private final WebServer web;

    private DemoSite(URI address, int port, Mailbox mailbox, EventTrail trail, PasswordReset reset, WebServer web) {
        this.address = address;
        this.port = port;
        this.mailbox = mailbox;
        this.trail = trail;
        this.reset = reset;
        this.web = web;
    }

    /** Starts the demo on a database of its own. */
    static DemoSite start(DemoOptions options) throws IOException {
        return start(options, newDatabase(), Clock.system(ZoneId.systemDefault()));
    }

    /**
     * Starts the demo.
     *
     * @param dataSource an empty H2 database
     * @param clock what links and sessions live by; its zone is the one that pages tell the time in
     * @throws java.net.BindException if the port is taken
     */
    static DemoSite start(DemoOptions options, DataSource dataSource, Clock clock) throws IOException {
        // The port comes first: if it is taken nothing has to be undone, and the mails' links need its number.
        ServerSocketChannel door = openDoor(options.port());
        int port = door.socket().getLocalPort();
        URI address = options.url().orElseGet(() -> URI.create("http://localhost:" + port));

        Argon2id hasher = Argon2id.recommended();
        Users users = new Users(dataSource, hasher);
        users.createTable();
        DemoAccounts.PEOPLE.forEach(users::add);

        Mailbox mailbox = Mailbox.open();
        Sessions sessions = new Sessions(clock);
        PasswordResets resets =
                new PasswordResets(address, options.policy(), dataSource, hasher, mailbox.port(), clock);
        EventTrail trail = new EventTrail(dataSource);
        trail.createTable();
        PasswordReset reset = resets.build(sessions, trail);

        boolean isHttps = "https".equals(address.getScheme());
        WebServer web = new WebServer(
                door,
                new Templates(options.policyName()),
                new Csrf(),
                isHttps,
                List.of(
                        new SignInPages(users, sessions),
                        new RequestPages(reset),
                        new ResetPages(reset, clock),
                        new CancelPages(reset),
                        new Desk(reset, dataSource, trail, new Operators(hasher), clock),
                        new InboxPages(mailbox, clock.getZone())));
        web.start();
        return new DemoSite(address, port, mailbox, trail, reset, web);
    }

    /** Where people reach the site, without a slash at the end. */
    URI address() {
        return address;
    }

    /** Where it listens on this machine. */
    int port() {
        return port;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    /** Takes nothing more in, sends what waits to be sent, and ends. */
    @Override
    public void close() {
        web.close();
        reset.close();
        trail.close();
        mailbox.close();
    }

    /** Only this machine gets in: the inbox shows every mail to everybody. */
    private static ServerSocketChannel openDoor(int port) throws IOException {
        ServerSocketChannel door = ServerSocketChannel.open();
        try {
            return door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            door.close();
            throw e;
        }
    }

    /** A database in memory, which is gone with this process. */
    static DataSource newDatabase() {
        return JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "larkspur", "");
    }
}
