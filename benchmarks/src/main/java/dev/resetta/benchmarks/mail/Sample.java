package dev.resetta.benchmarks.mail;

import dev.resetta.delivery.Notice;
import dev.resetta.mail.MailNotifier;
import dev.resetta.mail.SmtpServer;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.subethamail.smtp.server.SMTPServer;

/**
 * The mail that everybody sends: what ours looks like when it arrives.
 *
 * @param bytes the whole of it, headers included
 */
record Sample(byte[] bytes, String subject, String text, String html) {
    static final String SENDER = "no-reply@shop.example";
    static final String RECIPIENT = "alice@example.com";
    private static final Instant NOW = Instant.parse("2026-11-21T14:05:09Z");

    static final Notice NOTICE = new Notice.ResetLink(
            new Notice.Recipient("", "17", RECIPIENT, "Alice", Locale.ENGLISH),
            new Notice.Circumstances(NOW, "203.0.113.7", null),
            "https://shop.example.com/reset?token=Zm9vYmFyLXRva2VuLW9mLWEtdGVzdC1ydW4tMTIzNDU2Nzg",
            null,
            NOW,
            NOW.plusSeconds(1800));

    static MailNotifier notifier(SmtpServer server) {
        return MailNotifier.of(server, "Shop <" + SENDER + ">");
    }

    /** Has ours written once, and sent to a server in this process. */
    static Sample take() throws Exception {
        CompletableFuture<byte[]> arrived = new CompletableFuture<>();
        SMTPServer server = SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .insertReceivedHeaders(false)
                .messageHandler((context, from, to, data) -> arrived.complete(data))
                .build();
        server.start();
        try (MailNotifier notifier = notifier(SmtpServer.of("localhost", server.getPortAllocated()))) {
            notifier.send(NOTICE);
        } finally {
            server.stop();
        }
        MimeMessage mail = new MimeMessage(null, new ByteArrayInputStream(arrived.join()));
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        return new Sample(
                arrived.join(),
                mail.getSubject(),
                parts.getBodyPart(0).getContent().toString(),
                parts.getBodyPart(1).getContent().toString());
    }
}
