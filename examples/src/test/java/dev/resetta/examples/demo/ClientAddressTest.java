package dev.resetta.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.examples.demo.web.RandomText;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose requests are counted together, with a proxy in front and without. */
class ClientAddressTest {
    private static final int AT_ONCE = 20;

    @Test
    void withoutATrustedProxyNobodyBecomesSomebodyElseByAHeader() {
        try (TestSite site = TestSite.with("one-time")) {
            for (int i = 0; i < AT_ONCE; i++) {
                assertThat(ask(site, "203.0.113." + i)).isEqualTo(303);
            }
            assertThat(ask(site, "203.0.113.99")).isEqualTo(429);
        }
    }

    @Test
    void behindATrustedProxyEachClientCountsByItself() {
        try (TestSite site = TestSite.of(Map.of(), "--trust-proxy", "127.0.0.1,198.51.100.1")) {
            for (int i = 0; i < AT_ONCE; i++) {
                // What stands on the left was sent by the client, and is different each time.
                assertThat(ask(site, "192.0.2." + i + ", 203.0.113.7, 198.51.100.1"))
                        .isEqualTo(303);
            }
            assertThat(ask(site, "192.0.2.99, 203.0.113.7")).isEqualTo(429);
            assertThat(ask(site, "203.0.113.8")).isEqualTo(303);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "", "203.0.113.999", "203.0.113.7, unknown", "example.com", "1::2::3"})
    void garbageCountsAsTheProxyItself(String garbage) {
        try (TestSite site = TestSite.of(Map.of("RESETTA_TRUSTED_PROXY", "127.0.0.1"))) {
            for (int i = 0; i < AT_ONCE; i++) {
                assertThat(ask(site, "127.0.0.1")).isEqualTo(303);
            }
            assertThat(ask(site, garbage)).isEqualTo(429);
        }
    }

    /** Asks for nobody, who differs each time: else what was typed would be counted, too. */
    private static int ask(TestSite site, String forwardedFor) {
        TestBrowser browser = site.browser();
        TestBrowser.Answer form = browser.get("/forgot");
        String nobody = RandomText.of(9) + "@larkspur.example";
        String body = TestBrowser.encode("form", form.csrfField(), "email", nobody);
        return browser.post("/forgot", body, "X-Forwarded-For", forwardedFor).status();
    }
}
