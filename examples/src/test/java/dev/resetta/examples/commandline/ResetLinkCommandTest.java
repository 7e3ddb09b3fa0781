package dev.resetta.examples.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.resetta.LinkCheck;
import dev.resetta.PasswordReset;
import dev.resetta.examples.commandline.Operator.Answer;
import dev.resetta.password.Argon2id;
import dev.resetta.token.SigningKeys;
import dev.resetta.token.TokenPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HexFormat;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ResetLinkCommandTest {
    private static final String ALMA = "alma@larkspur.example";

    private final TimeZone zone = TimeZone.getDefault();
    private final Operator operator = Operator.overH2().withTables();

    @AfterEach
    void putTheZoneBack() {
        TimeZone.setDefault(zone);
    }

    @Test
    void aLinkIsShownWithItsExpiry() {
        Answer answer = operator.run(ALMA, "--reason", "on the phone");

        assertThat(answer.code()).isZero();
        assertThat(answer.err().strip())
                .isEqualTo("No signing key is set: the link is good only in applications that have none.");
        assertThat(answer.out())
                .matches("(?s)link     https://shop\\.example\\.com/reset\\?token=[\\w-]{43}\\R"
                        + "expires  2026-03-04 10:00 UTC, in 72 hours\\R"
                        + "link id  \\w+\\R"
                        + "account  1, Alma Larkspur\\R"
                        + "owner    not told: on the phone\\R");
    }

    @Test
    void theTimesDoNotDependOnTheZoneOfTheMachine() {
        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));

        assertThat(operator.run(ALMA, "--reason", "x").out()).contains("2026-03-04 10:00 UTC, in 72 hours");
    }

    @Test
    void aProgramGetsOneObject() {
        JsonObject link = issued("--lifetime", "3h");

        assertThat(link.get("link").getAsString()).startsWith("https://shop.example.com/reset?token=");
        assertThat(link.get("expiresAt").getAsString()).isEqualTo("2026-03-01T13:00:00Z");
        assertThat(link.get("accountId").getAsString()).isEqualTo("1");
        assertThat(link.get("ownerTold").getAsBoolean()).isFalse();
    }

    @Test
    void theApplicationTakesTheLinkUntilItExpires() {
        try (PasswordReset application = application(null)) {
            String token = token(issued());
            assertThat(application.check(token)).isInstanceOf(LinkCheck.Good.class);

            operator.clock.advance(Duration.ofDays(3).minusSeconds(1));
            assertThat(application.check(token)).isInstanceOf(LinkCheck.Good.class);

            operator.clock.advance(Duration.ofSeconds(1));
            assertThat(application.check(token)).isInstanceOf(LinkCheck.Refused.class);
        }
    }

    @Test
    void anApplicationWithKeysTakesLinksMadeWithThem() {
        SigningKeys keys = SigningKeys.of("2026-03", HexFormat.of().parseHex(Operator.KEY));
        try (PasswordReset application = application(keys)) {
            String unsigned = token(issued());
            assertThat(application.check(unsigned)).isInstanceOf(LinkCheck.Refused.class);

            // Only within one process are links of the same millisecond in order.
            operator.clock.advance(Duration.ofMillis(1));
            operator.environment.put("RESETTA_KEY", Operator.KEY);
            operator.environment.put("RESETTA_KEY_ID", "2026-03");
            assertThat(application.check(token(issued()))).isInstanceOf(LinkCheck.Good.class);
        }
    }

    @Test
    void aLinkOfOneRealmIsNothingInAnother() {
        try (PasswordReset application = application(null)) {
            assertThat(application.check(token(issued("--realm", "staff")))).isInstanceOf(LinkCheck.Refused.class);
        }
    }

    @Test
    void anAddressOfSeveralAccountsIsNotGuessedAt() {
        Answer answer = operator.run("ben@larkspur.example", "--reason", "x");

        assertThat(answer.code()).isEqualTo(3);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err().lines())
                .containsExactly(
                        "Several accounts have this address. Name one of:",
                        "  --id 2   Ben",
                        "  --id 3   Ben the younger");
        assertThat(operator.run("ben@larkspur.example", "--reason", "x", "--id", "3")
                        .out())
                .contains("account  3, Ben the younger");
        assertThat(operator.run("ben@larkspur.example", "--reason", "x", "--id", "1")
                        .code())
                .isEqualTo(3);
    }

    @Test
    void lettersOfAnotherCaseAreIgnoredIfWished() {
        Answer asStored = operator.run("Alma@Larkspur.example", "--reason", "x");
        assertThat(asStored.code()).isEqualTo(3);
        assertThat(asStored.err()).contains("--ignore-case");

        assertThat(operator.run("Alma@Larkspur.example", "--reason", "x", "--ignore-case")
                        .code())
                .isZero();
    }

    @Test
    void whoMayNotResetGetsNoLink() {
        Answer answer = operator.run("cleo@larkspur.example", "--reason", "x");

        assertThat(answer.code()).isEqualTo(3);
        assertThat(answer.err()).startsWith("There is no such account, or it may not reset its password.");
    }

    @Test
    void theEventNamesTheOperatorAndTheReason(@TempDir Path folder) throws Exception {
        Path events = folder.resolve("events.jsonl");
        operator.run(ALMA, "--reason", "on the phone", "--events", events.toString());
        operator.run(ALMA, "--reason", "again", "--events", events.toString(), "--operator", "dora");

        assertThat(Files.readAllLines(events))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).startsWith("{\"event\":\"IssuedBySupport\""))
                .satisfiesExactly(
                        first -> assertThat(first)
                                .contains("\"operator\":\"olga\"", "\"untoldBecause\":\"on the phone\""),
                        second -> assertThat(second).contains("\"operator\":\"dora\"", "\"untoldBecause\":\"again\""));
        assertThat(events).content().doesNotContain("token=");
    }

    @Test
    void noLinkIsIssuedIfItsEventCannotBeWritten(@TempDir Path folder) {
        assertThat(operator.run(ALMA, "--reason", "x", "--events", folder.toString())
                        .code())
                .isEqualTo(2);
        assertThat(operator.run("list", ALMA).out()).startsWith("No live links");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void anEventThatIsLostLaterIsToldAndIsAFailure() {
        Answer answer = operator.run(ALMA, "--reason", "x", "--events", "/dev/full");

        assertThat(answer.code()).isOne();
        assertThat(answer.err()).contains("It is done, but the file of the events could not be written: /dev/full");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void nobodyElseReadsTheEvents(@TempDir Path folder) throws IOException {
        Path events = folder.resolve("events");
        operator.run(ALMA, "--reason", "x", "--events", events.toString());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(events)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(events)).contains("\"x\"");
    }

    private JsonObject issued(String... more) {
        String[] arguments = new String[more.length + 4];
        System.arraycopy(new String[] {ALMA, "--json", "--reason", "on the phone"}, 0, arguments, 0, 4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        Answer answer = operator.run(arguments);
        assertThat(answer.code()).as(answer.err()).isZero();
        return JsonParser.parseString(answer.out()).getAsJsonObject();
    }

    private static String token(JsonObject issued) {
        return issued.get("link").getAsString().replaceFirst(".*token=", "");
    }

    /** The web application beside the desk: the same tables, keys and policy. */
    private PasswordReset application(SigningKeys keys) {
        PasswordReset.Builder builder = PasswordReset.builder()
                .resetLink("https://shop.example.com/reset?token={token}")
                .accounts(
                        operator.database().accounts("users").nameColumn("name").where("disabled = FALSE"))
                .tokenStore(operator.database().tokenStore())
                .supportPolicy(TokenPolicy.reusableUntilExpiry())
                .passwordHasher(Argon2id.recommended())
                .notifier(notice -> {})
                .endSessions(changed -> {})
                .clock(operator.clock);
        return (keys == null ? builder : builder.signingKeys(keys)).build();
    }
}
