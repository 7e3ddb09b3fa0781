package dev.resetta.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.examples.demo.DemoOptions.UnusableOptionException;
import dev.resetta.token.TokenPolicy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the command line and the environment are read. */
class DemoOptionsTest {

    @Test
    void withoutAnythingLinksWorkOnceOnPort8080() {
        DemoOptions options = parse();
        assertThat(options.policy()).isEqualTo(TokenPolicy.oneTime());
        assertThat(options.port()).isEqualTo(8080);
        assertThat(options.url()).isEmpty();
        assertThat(options.wantsHelp()).isFalse();
    }

    @Test
    void optionsComeWithASpaceOrAnEqualsSign() {
        DemoOptions options = parse("--policy", "reusable", "--port=0", "--url", "https://demo.example.com");
        assertThat(options.policy()).isEqualTo(TokenPolicy.reusableUntilExpiry());
        assertThat(options.port()).isZero();
        assertThat(options.url()).contains(URI.create("https://demo.example.com"));
        assertThat(parse("--help").wantsHelp()).isTrue();
    }

    @Test
    void theCommandLineGoesBeforeTheEnvironment() {
        Map<String, String> environment = Map.of("RESETTA_POLICY", "hash-bound", "RESETTA_PORT", "9000");
        assertThat(DemoOptions.parse(new String[0], environment).policy()).isEqualTo(TokenPolicy.hashBound());
        assertThat(DemoOptions.parse(new String[] {"--port", "9001"}, environment)
                        .port())
                .isEqualTo(9001);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--policy forever | The policy is one-time, reusable or hash-bound, not 'forever'.",
                "--port http      | The port is a number from 0 to 65535 (0: any free one), not 'http'.",
                "--port 65536     | The port is a number from 0 to 65535 (0: any free one), not '65536'.",
                "--port           | The option --port needs a value; --help shows which.",
                "--url http://shop.example | The url is https:// and a host, for example https://demo.example.com, not 'http://shop.example'.",
                "--database mysql | The database is a JDBC address that begins with jdbc:postgresql:, jdbc:mariadb: or jdbc:h2:.",
                "--database jdbc:postgresql://db/shop?password=x | The database's address must not hold a password; give it as RESETTA_DB_PASSWORD or RESETTA_DB_PASSWORD_FILE.",
                "--trust-proxy proxy.example | A trusted proxy is an IP address, not 'proxy.example'; several are set apart by commas.",
                "--colour red     | There is no option '--colour'; --help lists them.",
            })
    void whatCannotBeUsedIsToldInASentence(String line, String sentence) {
        assertThatThrownBy(() -> parse(line.trim().split(" ")))
                .isInstanceOf(UnusableOptionException.class)
                .hasMessage(sentence);
    }

    @Test
    void aKeyIsWrittenInBase64OrHexadecimalDigits() {
        String base64 = Base64.getEncoder().encodeToString(new byte[32]);
        assertThat(DemoOptions.parse(new String[0], Map.of("RESETTA_KEY", base64))
                        .keys())
                .isPresent();
        assertThat(DemoOptions.parse(new String[0], Map.of("RESETTA_KEY", "0f".repeat(32)))
                        .keys())
                .isPresent();
        assertThatThrownBy(() -> DemoOptions.parse(new String[0], Map.of("RESETTA_KEY", "too short")))
                .isInstanceOf(UnusableOptionException.class)
                .hasMessageContaining("at least 32")
                .hasMessageNotContaining("too short");
    }

    @Test
    void storedLinksAreSignedOnlyWithAKeyThatOutlivesTheRun() {
        assertThat(parse("--policy", "one-time").linkKeys()).isEmpty();
        assertThat(parse("--policy", "hash-bound").linkKeys()).isPresent();
    }

    @Test
    void aSecretMayBeInAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "of the database\n");
        DemoOptions options = DemoOptions.parse(new String[0], Map.of("RESETTA_DB_PASSWORD_FILE", file.toString()));
        assertThat(options.database().password()).contains("of the database");
        assertThat(options.toString()).doesNotContain("of the database");

        Map<String, String> both = Map.of("RESETTA_KEY", "one", "RESETTA_KEY_FILE", file.toString());
        assertThatThrownBy(() -> DemoOptions.parse(new String[0], both))
                .hasMessage("Give RESETTA_KEY or RESETTA_KEY_FILE, not both.");
        Map<String, String> missing = Map.of("RESETTA_KEY_FILE", file + ".missing");
        assertThatThrownBy(() -> DemoOptions.parse(new String[0], missing))
                .hasMessage("The file that RESETTA_KEY_FILE points to cannot be read.");
    }

    private static DemoOptions parse(String... arguments) {
        return DemoOptions.parse(arguments, Map.of());
    }
}
