package dev.resetta.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.examples.demo.inbox.Mailbox;
import dev.resetta.examples.demo.inbox.ReceivedMail;
import dev.resetta.examples.demo.shop.DemoAccounts;
import dev.resetta.testkit.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** A demo that runs for one test, with a clock that the test moves, and its mails. */
public final class TestSite implements AutoCloseable {
    public static final String NEW_PASSWORD = "eleven green umbrellas";
    public static final String DESK_PASSWORD = "a drawer full of buttons";
    public static final String OTHER_PASSWORD = "a ladder against the moon";

    public final SettableClock clock = SettableClock.at(Instant.parse("2026-11-21T09:00:00Z"));
    private final DemoSite site;

    private TestSite(DemoOptions options, DataSource dataSource) {
        try {
            site = DemoSite.start(options, Door.open(options.port()), dataSource, clock.withZone(ZoneId.of("UTC")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static TestSite with(String policyName) {
        return on(newDatabase(), policyName);
    }

    public static TestSite on(DataSource dataSource, String policyName) {
        return new TestSite(options(Map.of(), "--policy", policyName), dataSource);
    }

    /** A site that is started with options and variables of its own, on any free port. */
    public static TestSite of(Map<String, String> variables, String... options) {
        return new TestSite(options(variables, options), newDatabase());
    }

    private static DemoOptions options(Map<String, String> variables, String... options) {
        List<String> all = new ArrayList<>(List.of("--port", "0"));
        all.addAll(List.of(options));
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("RESETTA_DESK_PASSWORD", DESK_PASSWORD);
        return DemoOptions.parse(all.toArray(String[]::new), environment);
    }

    /** A site that people reach through a proxy with https. */
    public static TestSite behind(String url) {
        return of(Map.of(), "--url", url);
    }

    /** A database in memory, which is gone with this process. */
    public static DataSource newDatabase() {
        return JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "larkspur", "");
    }

    /** Where it listens. */
    public URI door() {
        return URI.create("http://localhost:" + site.port());
    }

    public TestBrowser browser() {
        return new TestBrowser(door());
    }

    /** Asks for a link in a browser of its own. */
    public void ask(String email) {
        TestBrowser.Answer answer = browser().get("/forgot").send("email", email);
        assertThat(answer.body()).contains("Look into your mail");
    }

    /** The mail that comes in as the so-manieth, once it is here. */
    public ReceivedMail mail(int number) {
        assertThat(mailbox().awaits(number)).as("mail %d has come in", number).isTrue();
        return mailbox().find(number).orElseThrow();
    }

    private Mailbox mailbox() {
        return site.mailbox().orElseThrow();
    }

    public int mailCount() {
        return mailbox().newestFirst().size();
    }

    public String resetLink(int mailNumber) {
        return link("/reset", mailNumber);
    }

    public String cancelLink(int mailNumber) {
        return link("/cancel", mailNumber);
    }

    public boolean signsIn(DemoAccounts.Person person, String password) {
        TestBrowser.Answer answer = browser().get("/sign-in").send("login", person.email(), "password", password);
        assertThat(answer.status()).isIn(200, 422);
        return answer.status() == 200;
    }

    @Override
    public void close() {
        site.close();
    }

    private String link(String page, int mailNumber) {
        return link(page, mail(mailNumber));
    }

    public static String link(String page, ReceivedMail mail) {
        Matcher link = Pattern.compile("https?://\\S+" + page + "\\?token=[A-Za-z0-9._-]+")
                .matcher(mail.text());
        assertThat(link.find()).as("a link to %s is in the mail", page).isTrue();
        return link.group();
    }
}
