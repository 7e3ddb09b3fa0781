package dev.resetta.examples.demo;

import dev.resetta.PasswordReset;
import dev.resetta.delivery.Notifier;
import dev.resetta.examples.demo.inbox.InboxPages;
import dev.resetta.examples.demo.inbox.Mailbox;
import dev.resetta.examples.demo.reset.CancelPages;
import dev.resetta.examples.demo.reset.PasswordResets;
import dev.resetta.examples.demo.reset.RequestPages;
import dev.resetta.examples.demo.reset.ResetPages;
import dev.resetta.examples.demo.shop.DemoAccounts;
import dev.resetta.examples.demo.shop.Sessions;
import dev.resetta.examples.demo.shop.ShopTables;
import dev.resetta.examples.demo.shop.SignInPages;
import dev.resetta.examples.demo.shop.Users;
import dev.resetta.examples.demo.web.Csrf;
import dev.resetta.examples.demo.web.Templates;
import dev.resetta.examples.demo.web.WebServer;
import dev.resetta.jdbc.ResetDatabase;
import dev.resetta.mail.MailNotifier;
import dev.resetta.mail.SmtpServer;
import dev.resetta.password.Argon2id;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;

/** Everything that runs: database, mail server, password resets and web server, put together in this order. */
final class DemoSite implements AutoCloseable {
    private static final String SENDER = "Larkspur Books <no-reply@larkspur.example>";

    private final URI address;
    private final int port;
    private final Mailbox mailbox;
    private final PasswordReset reset;
    private final WebServer web;

    private DemoSite(URI address, int port, Mailbox mailbox, PasswordReset reset, WebServer web) {
        this.address = address;
        this.port = port;
        this.mailbox = mailbox;
        this.reset = reset;
        this.web = web;
    }

    /**
     * Starts the demo.
     *
     * @param door where people come in
     * @param dataSource the database, empty or one that the demo has worked on before
     * @param clock what links and sessions live by; its zone is the one that pages tell the time in
     */
    static DemoSite start(DemoOptions options, ServerSocketChannel door, DataSource dataSource, Clock clock) {
        int port = door.socket().getLocalPort();
        URI address = options.url().orElseGet(() -> URI.create("http://localhost:" + port));

        ShopTables.create(dataSource);
        ResetDatabase db = ResetDatabase.of(dataSource).createSchema();
        Argon2id hasher = Argon2id.recommended();
        Users users = new Users(dataSource, hasher);
        users.addIfNobodyIsThere(DemoAccounts.PEOPLE);
        Sessions sessions = new Sessions(dataSource, users, clock);

        Mailbox mailbox = Mailbox.open();
        Notifier notifier = MailNotifier.of(SmtpServer.of("127.0.0.1", mailbox.port()), SENDER);
        PasswordReset reset = new PasswordResets(
                        address, options.policy(), db, hasher, notifier, options.linkKeys(), clock)
                .build(sessions);

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
                        new InboxPages(mailbox, clock.getZone())));
        web.start();
        return new DemoSite(address, port, mailbox, reset, web);
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
        mailbox.close();
    }
}
