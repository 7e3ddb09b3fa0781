package dev.resetta.examples.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.resetta.examples.commandline.Operator.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OwnerIsToldTest {
    private static final String ALMA = "alma@larkspur.example";

    private final Operator operator = Operator.overH2().withTables();
    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void startTheMailServer() {
        mail.start();
        operator.environment.put("RESETTA_SMTP_HOST", "127.0.0.1");
        operator.environment.put(
                "RESETTA_SMTP_PORT", Integer.toString(mail.getSmtp().getPort()));
        operator.environment.put("RESETTA_MAIL_FROM", "Larkspur Books <no-reply@larkspur.example>");
    }

    @AfterEach
    void stopTheMailServer() {
        mail.stop();
    }

    @Test
    void theOwnerIsToldWithoutTheLink() throws Exception {
        Answer answer = operator.run(ALMA);

        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(answer.out()).contains("token=", "owner    told by mail to " + ALMA);
        assertThat(mail.getReceivedMessages()).hasSize(1);
        assertThat(mail.getReceivedMessages()[0].getAllRecipients()[0]).hasToString(ALMA);
        assertThat(GreenMailUtil.getWholeMessage(mail.getReceivedMessages()[0])).doesNotContain("token=");
    }

    @Test
    void theOwnerIsNotToldIfThereIsAReason() {
        assertThat(operator.run(ALMA, "--reason", "the mailbox is lost").out())
                .contains("owner    not told: the mailbox is lost");
        assertThat(mail.getReceivedMessages()).isEmpty();
    }

    @Test
    void whoseOwnerCannotBeToldGetsNoLink() {
        mail.stop();

        Answer answer = operator.run(ALMA);

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err())
                .startsWith("The owner could not be told, so the link was revoked: ")
                .contains("--reason");
        assertThat(operator.run("list", ALMA).out()).startsWith("No live links");
    }

    @Test
    void withoutAMailServerBothWaysAreNamed() {
        operator.environment.remove("RESETTA_SMTP_HOST");

        Answer answer = operator.run(ALMA);

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("RESETTA_SMTP_HOST", "--reason");
        assertThat(operator.run(ALMA, "--mail").err()).contains("Nothing can be mailed", "RESETTA_SMTP_HOST");
    }

    @Test
    void aMailedLinkIsShownToNobodyElse() {
        Answer answer = operator.run(ALMA, "--mail");

        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(answer.out())
                .contains("mailed to  " + ALMA, "expires    2026-03-04 10:00 UTC, in 72 hours")
                .doesNotContain("token=");
        assertThat(mail.getReceivedMessages()).hasSize(1);
        assertThat(GreenMailUtil.getBody(mail.getReceivedMessages()[0])).contains("https://shop.example.com/reset");
        assertThat(operator.run("list", ALMA).out()).contains("reusable");
    }

    @Test
    void aProgramLearnsWhereTheLinkWasMailed() {
        assertThat(JsonParser.parseString(operator.run(ALMA, "--mail", "--json").out())
                        .getAsJsonObject()
                        .get("mailedTo")
                        .getAsString())
                .isEqualTo(ALMA);
    }

    @Test
    void aLinkThatCannotBeMailedIsAFailure() {
        mail.stop();

        Answer answer = operator.run(ALMA, "--mail");

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).startsWith("The link could not be mailed: ");
    }

    @Test
    void anAccountWithoutAHashGetsNoMail() {
        operator.execute("UPDATE users SET password_hash = NULL WHERE id = 1");

        Answer answer = operator.run(ALMA, "--mail");

        assertThat(answer.code()).isEqualTo(3);
        assertThat(answer.err()).startsWith("No link was mailed: ");
    }

    @Test
    void aMailServerIsRefusedIfSomethingIsMissing() {
        operator.environment.put("RESETTA_SMTP_USER", "shop");
        assertThat(operator.run(ALMA).err()).contains("RESETTA_SMTP_PASSWORD_FILE");
        operator.environment.put("RESETTA_SMTP_PORT", "mail");
        assertThat(operator.run(ALMA).err()).contains("RESETTA_SMTP_PORT is a number");
        operator.environment.remove("RESETTA_MAIL_FROM");
        assertThat(operator.run(ALMA).err()).contains("RESETTA_MAIL_FROM");
    }
}
