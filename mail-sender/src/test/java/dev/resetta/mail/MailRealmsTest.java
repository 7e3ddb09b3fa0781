package dev.resetta.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.util.ServerSetup;
import dev.resetta.delivery.Notice;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Realms whose mails say something else, over one server. */
class MailRealmsTest {
    @RegisterExtension
    final GreenMailExtension mailServer =
            new GreenMailExtension(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @TempDir
    private Path folder;

    @Test
    void aRealmHasWordsOfItsOwn() throws Exception {
        new TemplateFolder(folder).write("words-en.properties", "greeting=Dear colleague,\n");
        MailNotifier mail = notifier()
                .contact("help@shop.example")
                .realm(
                        "staff",
                        staff -> staff.serviceName("Shop for staff")
                                .contact("it@shop.example")
                                .replyTo("it@shop.example")
                                .zone(ZoneId.of("Europe/Berlin"))
                                .templates(MailTemplates.inFolder(folder)));

        mail.send(notice("staff"));
        Received staff = received(0);
        assertThat(staff.message().getSubject()).isEqualTo("Your password for Shop for staff was changed");
        assertThat(staff.text()).startsWith("Dear colleague,\n").contains("it@shop.example", "15:05\u00a0UTC+1");
        assertThat(staff.header("Reply-To")).isEqualTo("it@shop.example");
        assertThat(staff.header("From")).isEqualTo("Shop <no-reply@shop.example>");

        mail.send(notice("customers"));
        Received customers = received(1);
        assertThat(customers.message().getSubject()).isEqualTo("Your password for Shop was changed");
        assertThat(customers.text()).startsWith("Hello,\n").contains("help@shop.example", "14:05\u00a0UTC");
        assertThat(customers.header("Reply-To")).isNull();
    }

    @Test
    void whatARealmDoesNotSayIsAsForTheOthersWheneverItIsSaid() {
        MailNotifier mail = notifier()
                .realm("staff", staff -> staff.defaultLocale(Locale.GERMAN))
                .contact("help@shop.example");

        mail.send(notice("staff"));
        assertThat(received(0).text()).startsWith("Guten Tag,\n").contains("help@shop.example");
    }

    @Test
    void aRealmMaySayAHeaderAnew() throws Exception {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer();
                MailNotifier mail = MailNotifier.of(server.asServer(), "Shop <no-reply@shop.example>")
                        .header("X-Stream", "customers")
                        .header("X-Track", "no")
                        .realm("staff", staff -> staff.header("X-STREAM", "staff"))) {
            mail.send(new Notice.PasswordChanged(
                    new Notice.Recipient("staff", "17", Notices.ADDRESS, "Alice", null), Notices.circumstances(null)));
            mail.send(Notices.passwordChanged());

            assertThat(Received.parse(server.mails().get(0)).header("X-Stream")).isEqualTo("staff");
            assertThat(Received.parse(server.mails().get(0)).header("X-Track")).isEqualTo("no");
            assertThat(Received.parse(server.mails().get(1)).header("X-Stream")).isEqualTo("customers");
        }
    }

    @Test
    void whatIsWrongInARealmIsRefusedWhenItIsGiven() {
        MailNotifier mail = notifier().realm("staff", UnaryOperator.identity());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> mail.realm("staff", UnaryOperator.identity()))
                .withMessageContaining("staff has settings already");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mail.realm("guests", guests -> notifier()))
                .withMessageContaining("guests have to be made from the notifier that is given");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mail.realm("guests", guests -> guests.realm("more", UnaryOperator.identity())))
                .withMessageContaining("without realms of their own");
        assertThatNullPointerException()
                .isThrownBy(() -> mail.realm("guests", guests -> null))
                .withMessage("the settings of the realm guests");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mail.realm("guests", guests -> guests.defaultLocale(Locale.forLanguageTag("tlh"))))
                .withMessageContaining("tlh");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mail.realm("tenants", tenants -> tenants.defaultLocale(Locale.GERMAN))
                        .templates(MailTemplates.inFolder(folder, "en")))
                .withMessageContaining("de");
    }

    private MailNotifier notifier() {
        return MailNotifier.of(
                SmtpServer.of("127.0.0.1", mailServer.getSmtp().getPort()), "Shop <no-reply@shop.example>");
    }

    private Received received(int index) {
        return Received.parse(mailServer.getReceivedMessages()[index]);
    }

    private static Notice notice(String realm) {
        return new Notice.PasswordChanged(
                new Notice.Recipient(realm, "17", Notices.ADDRESS, "", null),
                Notices.circumstances(Notices.FIREFOX_ON_WINDOWS));
    }
}
