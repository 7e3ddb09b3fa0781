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
import dev.resetta.examples.demo.shop.ShopTables;
import dev.resetta.examples.demo.shop.SignInLimit;
import dev.resetta.examples.demo.shop.SignInPages;
import dev.resetta.examples.demo.shop.Users;
import dev.resetta.examples.demo.web.Csrf;
import dev.resetta.examples.demo.web.Pages;
import dev.resetta.examples.demo.web.Templates;
import dev.resetta.examples.demo.web.WebServer;
import dev.resetta.jdbc.ResetDatabase;
import dev.resetta.mail.MailNotifier;
import dev.resetta.password.Argon2id;
import dev.resetta.token.SigningKeys;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that runs: database, mail server, password resets and web server, put together in this order. */
final class DemoSite implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DemoSite.class);

    private final URI address;
    private final int port;
    private final Optional<Mailbox> mailbox;
    private final MailNotifier notifier;
    private final EventTrail trail;
    private final PasswordReset reset;
    private final WebServer web;

    private DemoSite(
            URI address,
            int port,
            Optional<Mailbox> mailbox,
            MailNotifier notifier,
            EventTrail trail,
            PasswordReset reset,
            WebServer web) {
        this.address = address;
        this.port = port;
        this.mailbox = mailbox;
        this.notifier = notifier;
        this.trail = trail;
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

        Optional<Mailbox> mailbox = options.mail().isPresent() ? Optional.empty() : Optional.of(Mailbox.open());
        MailNotifier notifier = options.mail()
                .orElseGet(() -> MailOptions.ofThisProcess(mailbox.orElseThrow().port()));
        EventTrail trail = new EventTrail(dataSource);
        trail.createTable();
        PasswordReset reset = new PasswordResets(
                        address, options.policy(), db, hasher, notifier, options.linkKeys(), clock)
                .build(sessions, trail);

        SigningKeys limitKeys = options.keys().orElseGet(SigningKeyOption::random);
        SignInLimit shopLimit = new SignInLimit("sign-in", db.requestLimiter(), limitKeys, clock);
        SignInLimit deskLimit = new SignInLimit("desk sign-in", db.requestLimiter(), limitKeys, clock);
        List<Pages> pages = new ArrayList<>(List.of(
                new SignInPages(users, sessions, shopLimit),
                new RequestPages(reset),
                new ResetPages(reset, clock),
                new CancelPages(reset),
                new Desk(reset, dataSource, trail, new Operators(hasher, options.deskPassword()), deskLimit, clock)));
        mailbox.ifPresent(box -> pages.add(new InboxPages(box, clock.getZone())));

        boolean isHttps = "https".equals(address.getScheme());
        WebServer web = new WebServer(
                door,
                new Templates(options.policyName(), mailbox.isPresent()),
                new Csrf(),
                isHttps,
                options.clients(),
                pages);
        web.start();
        return new DemoSite(address, port, mailbox, notifier, trail, reset, web);
    }

    /** Where people reach the site, without a slash at the end. */
    URI address() {
        return address;
    }

    /** Where it listens on this machine. */
    int port() {
        return port;
    }

    /** The demo's own mail server; empty if mails go through another one. */
    Optional<Mailbox> mailbox() {
        return mailbox;
    }

    /** Takes nothing more in, sends what waits to be sent, and ends. */
    @Override
    public void close() {
        List<Runnable> ends = List.of(
                web::close, reset::close, notifier::close, trail::close, () -> mailbox.ifPresent(Mailbox::close));
        for (Runnable end : ends) {
            try {
                end.run();
            } catch (RuntimeException e) {
                LOG.warn("A part of the demo did not end well; the others end all the same.", e);
            }
        }
    }
}
