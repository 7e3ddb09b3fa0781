package dev.resetta.examples.commandline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.examples.commandline.Operator.Answer;
import dev.resetta.examples.settings.SigningKeyText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    private static final String ALMA = "alma@larkspur.example";
    private static final byte[] KEY = HexFormat.of().parseHex(Operator.KEY);

    private final Operator operator = Operator.overH2().withTables();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://desk:hunter2@localhost/shop",
                "jdbc:mariadb://desk:hunter2@localhost:3306/shop",
                "jdbc:postgresql://localhost/shop?user=desk&password=hunter2",
                "jdbc:postgresql://localhost/shop?sslpassword=hunter2",
                "jdbc:mariadb://localhost/shop?user=desk&Password=hunter2",
                "jdbc:h2:mem:shop;USER=desk;PASSWORD=hunter2",
                "jdbc:hsqldb:mem:shop;user=desk;password=hunter2",
                "jdbc:mysql://localhost/shop?pwd=hunter2"
            })
    void aPasswordInTheAddressOfTheDatabaseIsRefused(String url) {
        Answer answer = operator.run("list", ALMA, "--db-url", url);

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err())
                .startsWith("A password in the database's address")
                .contains("RESETTA_DB_PASSWORD", "--db-user")
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--password hunter2", "--db-password=hunter2", "--key hunter2"})
    void aSecretThatIsTypedIsNotRepeated(String typed) {
        Answer answer = operator.run(("list " + ALMA + " " + typed).split(" "));

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).startsWith("A secret on the command line").doesNotContain("hunter2");
    }

    @Test
    void whatFollowsALetterAtOnceIsNotRepeated() {
        assertThat(operator.run("list", ALMA, "-phunter2").err())
                .contains("There is no option -p.")
                .doesNotContain("hunter2");
    }

    @Test
    void aPasswordIsReadFromAFile() throws Exception {
        operator.environment.remove("RESETTA_DB_PASSWORD");
        operator.environment.put(
                "RESETTA_DB_PASSWORD_FILE", file("pw", (Operator.PASSWORD + "\n").getBytes(UTF_8), "rw-------"));

        Answer answer = operator.run("list", ALMA);

        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(answer.err()).isEmpty();
    }

    @Test
    void aFileThatOthersCanReadIsWarnedAbout() throws Exception {
        operator.environment.remove("RESETTA_DB_PASSWORD");
        operator.environment.put(
                "RESETTA_DB_PASSWORD_FILE", file("pw", Operator.PASSWORD.getBytes(UTF_8), "rw-r--r--"));

        Answer answer = operator.run("list", ALMA);

        assertThat(answer.code()).isZero();
        assertThat(answer.err())
                .startsWith("Warning: others on this machine can read ")
                .contains("chmod 600");
    }

    @Test
    void aKeyMayBeWrittenInThreeWays() throws Exception {
        operator.environment.put("RESETTA_KEY_ID", "2026-03");
        byte[][] ways = {
            Operator.KEY.getBytes(UTF_8),
            (Base64.getMimeEncoder(20, new byte[] {10}).encodeToString(KEY) + "\n").getBytes(UTF_8),
            KEY
        };
        for (byte[] way : ways) {
            assertThat(SigningKeyText.parse("2026-03", way).digest("test", new byte[0]))
                    .isEqualTo(SigningKeyText.parse("2026-03", KEY).digest("test", new byte[0]));
            operator.environment.put("RESETTA_KEY_FILE", file("key", way, "rw-------"));
            assertThat(operator.run(ALMA, "--reason", "x").code()).isZero();
        }
    }

    @Test
    void aKeyThatCannotBeUsedIsRefused() {
        operator.environment.put("RESETTA_KEY", Operator.KEY);
        assertThat(operator.run(ALMA, "--reason", "x").err()).contains("--key-id or RESETTA_KEY_ID");

        operator.environment.put("RESETTA_KEY_ID", "not an id");
        assertThat(operator.run(ALMA, "--reason", "x").err()).contains("The id of a signing key has to be");

        operator.environment.put("RESETTA_KEY_ID", "2026-03");
        operator.environment.put("RESETTA_KEY", Operator.KEY.substring(2));
        assertThat(operator.run(ALMA, "--reason", "x").err()).contains("has 31 bytes; it needs at least 32");

        operator.environment.put("RESETTA_KEY", "a text of more than thirty-two characters!");
        assertThat(operator.run(ALMA, "--reason", "x").err()).contains("neither hexadecimal digits nor Base64");

        operator.environment.remove("RESETTA_KEY");
        Answer answer = operator.run(ALMA, "--reason", "x");
        assertThat(answer.err()).contains("set RESETTA_KEY or RESETTA_KEY_FILE");
        assertThat(answer.code()).isEqualTo(2);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        operator.environment.remove("RESETTA_DB_PASSWORD");
        operator.environment.put(
                "RESETTA_DB_PASSWORD_FILE", folder.resolve("none").toString());

        Answer answer = operator.run("list", ALMA);

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).startsWith("The file that RESETTA_DB_PASSWORD_FILE names cannot be read: ");
    }

    @Test
    void twoPlacesForOneSecretAreRefused() {
        operator.environment.put("RESETTA_DB_PASSWORD_FILE", "somewhere");

        assertThat(operator.run("list", ALMA).err())
                .startsWith("Set RESETTA_DB_PASSWORD or RESETTA_DB_PASSWORD_FILE, not both.");
    }

    @Test
    void aWrongPasswordIsNotRepeatedEvenInAStackTrace() {
        operator.environment.put("RESETTA_DB_PASSWORD", "wrong-" + Operator.PASSWORD);

        Answer answer = operator.run("list", ALMA, "--verbose");

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.err()).contains("The database cannot be reached: ");
    }

    @Test
    void whatWasReadAsASecretIsTakenOutOfEveryText() {
        Secrets secrets =
                Machine.of(operator.environment, operator.clock, "olga").secrets();
        secrets.readText("RESETTA_DB_PASSWORD");

        assertThat(secrets.withheld("refused: " + Operator.PASSWORD)).isEqualTo("refused: [withheld]");
    }

    private String file(String name, byte[] content, String permissions) throws IOException {
        Path file = Files.write(folder.resolve(name), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return file.toString();
    }
}
