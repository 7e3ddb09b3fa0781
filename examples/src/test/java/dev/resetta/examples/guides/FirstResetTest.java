package dev.resetta.examples.guides;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.resetta.examples.demo.inbox.ReceivedMail;
import dev.resetta.examples.docs.Page;
import dev.resetta.jdbc.ResetDatabase;
import dev.resetta.mail.SmtpServer;
import dev.resetta.password.Argon2id;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the guide builds works, over SMTP, with the tables that the guide shows. */
@Timeout(180)
class FirstResetTest {
    private static final Pattern TOKEN = Pattern.compile("reset-password\\?token=([A-Za-z0-9_-]+)");
    private static final Pattern CANCEL_TOKEN = Pattern.compile("not-me\\?token=([A-Za-z0-9_-]+)");
    private static final String CLIENT = "192.0.2.7";
    private static final String NEW = "correct horse battery";
    private static final long PATIENCE_MILLIS = 120_000;

    private final JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "");
    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final List<String> ended = new CopyOnWriteArrayList<>();
    private FirstReset shop;

    @BeforeEach
    void open() {
        server.start();
        ResetDatabase db = ResetDatabase.of(pool);
        for (String statement : Page.of("docs/guides/getting-started.md").statements()) {
            execute(db, statement);
        }
        execute(
                db,
                "INSERT INTO users (id, email, password_hash) VALUES (17, 'ada@example.com', ?)",
                Argon2id.recommended().hash("a password of long ago"));
        execute(db, "INSERT INTO users (id, email, password_hash, disabled) VALUES (18, 'cleo@example.com', '', TRUE)");
        byte[] key = new SecureRandom().generateSeed(32);
        shop = new FirstReset(
                pool,
                SmtpServer.of("127.0.0.1", server.getSmtp().getPort()),
                Base64.getEncoder().encodeToString(key),
                ended::add);
    }

    @AfterEach
    void close() {
        shop.close();
        server.stop();
        pool.dispose();
    }

    @Test
    void aForgottenPasswordIsReplacedByMail() {
        assertThat(shop.forgot("Ada@Example.com", CLIENT)).isEqualTo(FirstReset.Page.LINK_IS_ON_ITS_WAY);
        String token = firstIn(TOKEN, mail(1));
        assertThat(shop.open(token)).isEqualTo(FirstReset.Page.FORM);
        assertThat(shop.choose(token, NEW, "something else entirely", CLIENT)).isEqualTo(FirstReset.Page.FORM);
        assertThat(shop.choose(token, "short", "short", CLIENT)).isEqualTo(FirstReset.Page.FORM);
        assertThat(shop.choose(token, NEW, NEW, CLIENT)).isEqualTo(FirstReset.Page.SIGN_IN);

        assertThat(shop.signsIn("ada@example.com", NEW)).isTrue();
        assertThat(shop.signsIn("ada@example.com", "a password of long ago")).isFalse();
        assertThat(ended).contains("17");
        assertThat(shop.choose(token, NEW, NEW, CLIENT)).isEqualTo(FirstReset.Page.LINK_IS_NO_GOOD);
        assertThat(mail(2).subject()).contains("was changed");
    }

    @Test
    void whoDidNotAskEndsTheLink() {
        shop.forgot("ada@example.com", CLIENT);
        ReceivedMail mail = mail(1);
        String token = firstIn(TOKEN, mail);
        assertThat(shop.cancel(firstIn(CANCEL_TOKEN, mail))).isTrue();
        assertThat(shop.open(token)).isEqualTo(FirstReset.Page.LINK_IS_NO_GOOD);
        assertThat(shop.choose(token, NEW, NEW, CLIENT)).isEqualTo(FirstReset.Page.LINK_IS_NO_GOOD);
    }

    @Test
    void nobodyLearnsWhoHasAnAccountAndOnlyTheOwnerGetsAMail() {
        for (String typed : List.of("nobody@example.com", "cleo@example.com", "ada@example.com")) {
            assertThat(shop.forgot(typed, CLIENT)).isEqualTo(FirstReset.Page.LINK_IS_ON_ITS_WAY);
        }
        assertThat(mail(1).to()).isEqualTo("ada@example.com");
        assertThat(shop.signsIn("nobody@example.com", NEW)).isFalse();
        assertThat(shop.signsIn("cleo@example.com", "")).isFalse();
    }

    private ReceivedMail mail(int number) {
        assertThat(server.waitForIncomingEmail(PATIENCE_MILLIS, number))
                .as("mail %s has come in", number)
                .isTrue();
        return ReceivedMail.of(number, server.getReceivedMessages()[number - 1]);
    }

    private static String firstIn(Pattern pattern, ReceivedMail mail) {
        Matcher found = pattern.matcher(mail.text());
        assertThat(found.find()).as("a link is in the mail").isTrue();
        return found.group(1);
    }

    private static void execute(ResetDatabase db, String sql, Object... values) {
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
