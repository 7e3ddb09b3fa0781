package dev.resetta.examples.timing;

import static dev.resetta.examples.demo.shop.DemoAccounts.ALMA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.examples.demo.TestBrowser;
import dev.resetta.examples.demo.TestSite;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same through the pages of the demo, as a stranger on the net sees it. */
@Tag("timing")
class TimingOverHttpTest {
    private static final int TIMES = 500;
    private static final String NOBODY = "nora@larkspur.example";

    @Test
    void aPageForSomebodyTakesAsLongAsForNobody() {
        try (TestSite site = TestSite.of(Map.of(), "--trust-proxy", "127.0.0.1")) {
            Stranger stranger = new Stranger(site.browser());
            Contrast contrast = Contrast.of(
                    TIMES, i -> stranger.ask(spelled(ALMA.email(), i)), i -> stranger.ask(spelled(NOBODY, i)));

            Figures.tell("over HTTP: known and unknown", contrast);
            assertThat(contrast.isTelling()).as("%s", contrast).isFalse();
        }
    }

    @Test
    void aThrottledPageForSomebodyTakesAsLongAsForNobody() {
        try (TestSite site = TestSite.of(Map.of(), "--trust-proxy", "127.0.0.1")) {
            Stranger stranger = new Stranger(site.browser());
            Contrast contrast = Contrast.of(TIMES, i -> stranger.ask(ALMA.email()), i -> stranger.ask(NOBODY));

            Figures.tell("over HTTP, throttled: known and unknown", contrast);
            assertThat(contrast.isTelling()).as("%s", contrast).isFalse();
        }
    }

    /** Another spelling each time, since each is counted for itself; the shop ignores case. */
    private static String spelled(String email, int time) {
        StringBuilder spelling = new StringBuilder(email);
        int letter = 0;
        for (int bits = time; bits > 0; bits >>= 1) {
            while (!Character.isLetter(spelling.charAt(letter))) {
                letter++;
            }
            if ((bits & 1) == 1) {
                spelling.setCharAt(letter, Character.toUpperCase(spelling.charAt(letter)));
            }
            letter++;
        }
        return spelling.toString();
    }

    /** Comes from another address each time, since each is counted for itself. */
    private static final class Stranger {
        private final TestBrowser browser;
        private final TestBrowser.Answer form;
        private int address;

        Stranger(TestBrowser browser) {
            this.browser = browser;
            this.form = browser.get("/forgot");
        }

        long ask(String email) {
            address++;
            String from = String.format(Locale.ROOT, "10.%d.%d.%d", address >> 16, (address >> 8) & 255, address & 255);
            String body = TestBrowser.encode("form", form.csrfField(), "email", email);
            long begin = System.nanoTime();
            int status = browser.post("/forgot", body, "X-Forwarded-For", from).status();
            long took = System.nanoTime() - begin;
            assertThat(status).isEqualTo(303);
            return took;
        }
    }
}
