package dev.resetta.examples.demo;

import static dev.resetta.examples.demo.shop.DemoAccounts.ALMA;
import static dev.resetta.examples.demo.shop.DemoAccounts.BEN;
import static dev.resetta.examples.demo.shop.DemoAccounts.CLEO;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a stranger learns about who has an account: nothing. */
class UniformAnswerTest {
    private static final String NOBODY = "nobody@larkspur.example";

    @Test
    void everybodyIsToldTheSame() {
        try (TestSite site = TestSite.with("one-time")) {
            Set<String> answers = new HashSet<>();
            Set<String> pages = new HashSet<>();
            for (String email : List.of(NOBODY, ALMA.email(), CLEO.email(), "no address", "", ALMA.email() + " ")) {
                TestBrowser browser = site.browser();
                TestBrowser.Answer answer = browser.get("/forgot").sendOnly("email", email);
                answers.add(answer.status() + " " + answer.header("Location") + " " + answer.body() + " "
                        + new HashSet<>(answer.headers().keySet()));
                pages.add(browser.follow(answer).body());
            }
            assertThat(answers).hasSize(1);
            assertThat(pages).hasSize(1);

            // A later mail shows that nothing is under way any more, and who got one.
            site.ask(BEN.email());
            site.mail(2);
            List<String> recipients =
                    new ArrayList<>(List.of(site.mail(1).to(), site.mail(2).to()));
            assertThat(recipients).anyMatch(to -> to.contains(ALMA.email())).anyMatch(to -> to.contains(BEN.email()));
            assertThat(site.mailCount()).isEqualTo(2);
        }
    }

    @Test
    void aFailedSignInSaysNothingAboutTheAccount() {
        try (TestSite site = TestSite.with("one-time")) {
            Set<String> pages = new HashSet<>();
            for (String login : List.of(NOBODY, ALMA.email(), CLEO.email())) {
                TestBrowser.Answer answer =
                        site.browser().get("/sign-in").send("login", login, "password", "not this one");
                assertThat(answer.status()).isEqualTo(422);
                pages.add(answer.body().replace(login, "LOGIN").replace(answer.csrfField(), "FIELD"));
            }
            assertThat(pages).hasSize(1);
            assertThat(site.signsIn(CLEO, CLEO.password())).as("disabled").isFalse();
        }
    }

    @Test
    void whoAsksTooOftenIsTold() {
        try (TestSite site = TestSite.with("one-time")) {
            TestBrowser browser = site.browser();
            TestBrowser.Answer form = browser.get("/forgot");
            for (int i = 0; i < 20; i++) {
                assertThat(form.sendOnly("email", "nobody" + i + "@larkspur.example")
                                .status())
                        .isEqualTo(303);
            }
            TestBrowser.Answer tooMany = form.sendOnly("email", ALMA.email());
            assertThat(tooMany.status()).isEqualTo(429);
            assertThat(tooMany.header("Retry-After")).isEqualTo("60");
            assertThat(tooMany.body()).contains("Too many requests");
        }
    }
}
