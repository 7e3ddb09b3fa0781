package dev.resetta.examples.demo;

import static dev.resetta.examples.demo.TestSite.NEW_PASSWORD;
import static dev.resetta.examples.demo.shop.DemoAccounts.ALMA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.examples.demo.inbox.ReceivedMail;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo is killed between the request and the mail. */
@Tag("once")
@Timeout(400)
class KilledDemoTest {

    @Test
    void theMailIsSentByTheNextOneAndItsLinkWorks(@TempDir Path folder) throws Exception {
        int mailPort = TestMailServer.freePort();
        Map<String, String> variables = new HashMap<>(TestMailServer.variables(mailPort));
        variables.put("RESETTA_DB_URL", "jdbc:h2:file:" + folder.resolve("shop") + ";AUTO_SERVER=TRUE;WRITE_DELAY=0");

        try (DemoProcess demo = DemoProcess.start(variables)) {
            assertThat(demo.greeting()).noneMatch(line -> line.contains("inbox"));
            TestBrowser.Answer sent = demo.browser().get("/forgot").send("email", ALMA.email());
            assertThat(sent.path()).isEqualTo("/sent");
        }

        try (TestMailServer server = TestMailServer.at(mailPort);
                DemoProcess demo = DemoProcess.start(variables)) {
            ReceivedMail mail = server.firstMail();
            assertThat(mail.to()).contains(ALMA.email());
            TestBrowser.Answer changed = demo.browser()
                    .get(TestSite.link("/reset", mail))
                    .send("password", NEW_PASSWORD, "again", NEW_PASSWORD);
            assertThat(changed.path()).isEqualTo("/changed");
        }
    }
}
