package dev.resetta.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.delivery.Notice;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/** Mails as they go over the wire, without a wire, and what must hold of each of them. */
final class MailFuzzing {
    private static final Session SESSION = Session.getInstance(new Properties());
    private static final MailWriter WRITER =
            new MailWriter(MailTemplates.standard(), "Shop", "help@shop.example", Locale.ENGLISH, ZoneOffset.UTC);
    private static final Map<Locale, Received> USUAL = new ConcurrentHashMap<>();

    static final List<String> USUAL_HEADERS = headers(received(headers(), Notices.resetLink()));

    /** What means something to some program between here and a reader. */
    static final List<String> NASTY = List.of(
            "\r\nBcc: a@evil.example",
            "\r\n\r\n",
            "\n.\n",
            "{{link}}",
            "{{{cancelLink}}}",
            "{{#service}}",
            "{{>x}}",
            "<script>",
            "</p>",
            "<a href=\"https://evil.example\">",
            "\" onload=\"",
            "&amp;",
            "https://evil.example/",
            "www.evil.example",
            "evil.example",
            "+1 900 555 0199",
            "a@evil.example",
            "=?utf-8?q?=0D=0ABcc?=",
            "\u202e",
            "\u2028",
            "\u200b",
            "\0",
            "\ud83d",
            "\ud83d\udc0e",
            "${x}",
            "Firefox/1 Windows",
            "203.0.113.7",
            "::1");

    private MailFuzzing() {}

    static void assertUnharmed(String name, String userAgent, String clientAddress, Locale locale)
            throws MessagingException {
        Received usual =
                USUAL.computeIfAbsent(locale, language -> received(headers(), notice("", null, null, language)));
        Received mail = received(headers(), notice(name, userAgent, clientAddress, locale));

        assertThat(headers(mail)).isEqualTo(USUAL_HEADERS);
        assertThat(mail.message().getSubject()).isEqualTo(usual.message().getSubject());
        assertThat(mail.message().getHeader("To")).containsExactly(Notices.ADDRESS);
        assertThat(mail.textLinks()).containsExactly(Notices.LINK, Notices.CANCEL_LINK);
        assertThat(mail.htmlLinks()).containsExactly(Notices.LINK, Notices.LINK, Notices.CANCEL_LINK);
        assertThat(mail.visibleHtmlLinks()).isEqualTo(usual.visibleHtmlLinks());
        assertThat(mail.html().toLowerCase(Locale.ROOT)).doesNotContain("<script", "<a href=\"https://evil");
    }

    /** A mail, written to bytes and read again. */
    static Received received(MailHeaders headers, Notice notice) {
        MailAddress to = MailAddress.parse(notice.to().address()).orElseThrow();
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        try {
            new MailMessage(SESSION, headers, to, WRITER.write(notice)).writeTo(wire);
        } catch (MessagingException | IOException e) {
            throw new AssertionError("The mail cannot be written.", e);
        }
        return Received.parse(wire.toString(StandardCharsets.US_ASCII));
    }

    static MailHeaders headers() {
        return MailHeaders.of(Mailbox.parse("The sender", "Shop <no-reply@shop.example>"));
    }

    private static List<String> headers(Received mail) {
        try {
            return Collections.list(mail.message().getAllHeaders()).stream()
                    .map(header -> header.getName())
                    .toList();
        } catch (MessagingException e) {
            throw new AssertionError("The mail cannot be read.", e);
        }
    }

    private static Notice notice(String name, String userAgent, String clientAddress, Locale locale) {
        return new Notice.ResetLink(
                Notices.to(name, Notices.ADDRESS, locale),
                new Notice.Circumstances(Notices.AT, clientAddress, userAgent),
                Notices.LINK,
                Notices.CANCEL_LINK,
                Notices.AT,
                Notices.AT.plusSeconds(1800));
    }
}
