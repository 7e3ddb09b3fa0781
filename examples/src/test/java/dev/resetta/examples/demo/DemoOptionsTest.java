package dev.resetta.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.examples.demo.DemoOptions.UnusableOptionException;
import dev.resetta.token.TokenPolicy;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
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
                "--colour red     | There is no option '--colour'; --help lists them.",
            })
    void whatCannotBeUsedIsToldInASentence(String line, String sentence) {
        assertThatThrownBy(() -> parse(line.trim().split(" ")))
                .isInstanceOf(UnusableOptionException.class)
                .hasMessage(sentence);
    }

    private static DemoOptions parse(String... arguments) {
        return DemoOptions.parse(arguments, Map.of());
    }
}
