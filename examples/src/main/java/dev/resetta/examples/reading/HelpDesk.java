package dev.resetta.examples.reading;

import dev.resetta.PasswordReset;
import dev.resetta.ResetRequest;
import dev.resetta.ResetResult;
import dev.resetta.ResetSubmission;
import dev.resetta.SupportDesk;
import dev.resetta.SupportDesk.IssuedLink;
import dev.resetta.SupportDesk.LiveLink;
import dev.resetta.delivery.Notice;
import dev.resetta.jdbc.ResetDatabase;
import dev.resetta.password.Argon2id;
import dev.resetta.token.TokenPolicy;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * An operator helps people who cannot help themselves: issues a link by hand or has one mailed, lists links and ends them. The
 * desk's links work until they expire, for somebody who starts over several times; those that people ask for themselves work once.
 * Do it so if people call when they cannot sign in, and your rules allow a link that works more than once.
 */
public final class HelpDesk implements AutoCloseable {
    private final Argon2id hasher = Argon2id.recommended();
    private final JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "");
    private final ResetDatabase db = ResetDatabase.of(pool).createSchema();

    /** Stands for the mail: links are kept here, so that this program can click on them. */
    private final BlockingQueue<Notice> mailbox = new LinkedBlockingQueue<>();

    private final PasswordReset reset = PasswordReset.builder()
            .resetLink("https://shop.example.com/reset-password?token={token}")
            .accounts(db.accounts("users"))
            .passwordHasher(hasher)
            .policy(TokenPolicy.oneTime())
            .supportPolicy(TokenPolicy.reusableUntilExpiry()
                    .lifetime(Duration.ofHours(24))
                    .keepEarlierLinks()) // an operator ends a link, a newer one does not
            .tokenStore(db.tokenStore())
            .notifier(mailbox::add)
            .endSessions(
                    changed -> System.out.println("All sessions of account " + changed.accountId() + " are ended."))
            .build();

    /** Whoever signed in as operator; every act leaves an event with this name. */
    final SupportDesk desk = reset.support("olga");

    HelpDesk() {
        execute("CREATE TABLE users (id BIGINT PRIMARY KEY, email VARCHAR(320) NOT NULL UNIQUE,"
                + " password_hash VARCHAR(255) NOT NULL)");
        execute("INSERT INTO users VALUES (17, 'ada@example.com', ?)", hasher.hash("a password of long ago"));
    }

    /** Tells of a day at the desk. */
    public static void main(String... args) throws InterruptedException {
        try (HelpDesk office = new HelpDesk()) {
            System.out.println("Ada calls: she cannot get at her mail. Olga asks who she is, and issues a link.");
            IssuedLink issued = office.desk.issue("17").orElseThrow();
            System.out.println("She reads it out: " + issued.link());
            System.out.println("Is her address told that there is one? "
                    + (office.mailbox.take() instanceof Notice.LinkIssuedBySupport));

            String spoken = tokenIn(issued.link());
            System.out.println("Ada sets a password: " + office.choose(spoken, "correct horse battery"));
            System.out.println(
                    "She forgets it over lunch, and sets another: " + office.choose(spoken, "wrong horse battery"));

            System.out.println("Her mail works again. Olga has a link sent there, which she does not get to see: "
                    + office.desk.mail("17"));
            String mailed = tokenIn(office.nextLink());
            for (LiveLink link : office.desk.links("17")) {
                System.out.println(
                        "Olga sees link " + link.linkId() + ", " + link.kind() + ", used " + link.uses() + " times");
            }

            System.out.println("Ada asks for a link herself, on the web page.");
            String own = office.tokenFor("ada@example.com");
            System.out.println(
                    "Are the desk's links good beside it? " + (office.isGood(spoken) && office.isGood(mailed)));

            System.out.println("Olga ends the link she read out; was it good until then? "
                    + office.desk.revoke("17", issued.linkId()));
            System.out.println("Is it good still? " + office.isGood(spoken));
            System.out.println("Ada uses her own, which works once: " + office.choose(own, "third horse battery"));
            System.out.println("And again: " + office.choose(own, "fourth horse battery"));
            System.out.println("How many are left for Olga to end? " + office.desk.revokeAll("17"));
        }
    }

    String tokenFor(String typed) throws InterruptedException {
        reset.request(ResetRequest.forIdentifier(typed));
        return tokenIn(nextLink());
    }

    /** Waits for the next mail with a link, past those that tell of a change. */
    String nextLink() throws InterruptedException {
        Notice notice = mailbox.take();
        while (!(notice instanceof Notice.ResetLink)) {
            notice = mailbox.take();
        }
        return ((Notice.ResetLink) notice).link();
    }

    boolean isGood(String token) {
        return reset.check(token).isGood();
    }

    ResetResult choose(String token, String password) {
        return reset.redeem(ResetSubmission.forToken(token).password(password));
    }

    static String tokenIn(String link) {
        return link.substring(link.indexOf('=') + 1);
    }

    @Override
    public void close() {
        reset.close();
        pool.dispose();
    }

    private void execute(String sql, Object... values) {
        db.inTransaction(connection -> {
            try (var statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    statement.setObject(i + 1, values[i]);
                }
                return statement.execute();
            }
        });
    }
}
