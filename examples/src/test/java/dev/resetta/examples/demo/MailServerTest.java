package dev.resetta.examples.demo;

import static dev.resetta.examples.demo.TestSite.NEW_PASSWORD;
import static dev.resetta.examples.demo.shop.DemoAccounts.ALMA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.examples.demo.DemoOptions.UnusableOptionException;
import dev.resetta.examples.demo.inbox.ReceivedMail;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The demo with a mail server that is not its own. */
class MailServerTest {

    @Test
    void mailsGoThroughTheServerThatTheEnvironmentNames() {
        try (TestMailServer server = TestMailServer.at(0);
                TestSite site = TestSite.of(TestMailServer.variables(server.port()))) {
            site.ask(ALMA.email());
            ReceivedMail mail = server.firstMail();

            assertThat(mail.from()).isEqualTo("Larkspur <books@mail.example>");
            assertThat(mail.to()).contains(ALMA.email());
            TestBrowser.Answer changed = site.browser()
                    .get(TestSite.link("/reset", mail))
                    .send("password", NEW_PASSWORD, "again", NEW_PASSWORD);
            assertThat(changed.path()).isEqualTo("/changed");
        }
    }

    @Test
    void thenNobodyIsShownAnInbox() {
        try (TestMailServer server = TestMailServer.at(0);
                TestSite site = TestSite.of(TestMailServer.variables(server.port()))) {
            assertThat(site.browser().get("/inbox").status()).isEqualTo(404);
            assertThat(site.browser().get("/sign-in").body()).doesNotContain("inbox");
        }
    }

    @Test
    void aServerWithoutASenderIsToldInASentence() {
        assertThatThrownBy(() -> TestSite.of(Map.of("RESETTA_SMTP_HOST", "smtp.example.com")))
                .isInstanceOf(UnusableOptionException.class)
                .hasMessageStartingWith("RESETTA_SMTP_HOST needs RESETTA_MAIL_FROM");
    }

    @Test
    void aPasswordIsNeverSentInPlainTextToAnotherMachine() {
        Map<String, String> variables = Map.of(
                "RESETTA_SMTP_HOST", "smtp.example.com",
                "RESETTA_SMTP_PLAIN", "true",
                "RESETTA_SMTP_USER", "shop",
                "RESETTA_SMTP_PASSWORD", TestMailServer.PASSWORD,
                "RESETTA_MAIL_FROM", "books@mail.example");
        assertThatThrownBy(() -> TestSite.of(variables))
                .isInstanceOf(UnusableOptionException.class)
                .hasMessageContaining("plain text")
                .hasMessageNotContaining(TestMailServer.PASSWORD);
    }
}
