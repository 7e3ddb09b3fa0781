package dev.resetta.benchmarks;

import dev.resetta.delivery.Notice;
import dev.resetta.mail.MailNotifier;
import dev.resetta.mail.SmtpServer;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/**
 * Mails each second to one server on this machine, over STARTTLS: with kept connections, with a new one each time, and by
 * Spring's sender, which makes a new one each time too. Resetta also writes the mail from its templates; Spring is given one
 * of the same size that is written already.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 4)
@Measurement(iterations = 5, time = 4)
@Fork(1)
@Threads(2)
public class MailBenchmark {
    private static final Instant NOW = Instant.parse("2026-11-21T14:05:09Z");
    private static final Notice NOTICE = new Notice.ResetLink(
            new Notice.Recipient("", "17", "alice@example.com", "Alice", Locale.ENGLISH),
            new Notice.Circumstances(NOW, "203.0.113.7", null),
            "https://shop.example.com/reset?token=Zm9vYmFyLXRva2VuLW9mLWEtdGVzdC1ydW4tMTIzNDU2Nzg",
            null,
            NOW,
            NOW.plusSeconds(1800));

    private LocalSmtpServer server;
    private MailNotifier kept;
    private MailNotifier anew;
    private JavaMailSenderImpl spring;
    private String text;
    private String html;

    /** Starts the server, and takes the words of a mail for Spring from it. */
    @Setup
    public void start() throws Exception {
        server = new LocalSmtpServer();
        SmtpServer settings =
                SmtpServer.of("localhost", server.port()).startTls().trusting(server.tls());
        kept = MailNotifier.of(settings, "Shop <no-reply@shop.example>");
        anew = MailNotifier.of(settings.idleTime(Duration.ZERO), "Shop <no-reply@shop.example>");
        kept.send(NOTICE);
        text = server.partOfLastMail(0);
        html = server.partOfLastMail(1);
        spring = new JavaMailSenderImpl();
        spring.setHost("localhost");
        spring.setPort(server.port());
        Properties properties = spring.getJavaMailProperties();
        properties.put("mail.smtp.starttls.enable", "true");
        properties.put("mail.smtp.starttls.required", "true");
        properties.put("mail.smtp.ssl.socketFactory", server.tls().getSocketFactory());
        properties.put("mail.smtp.timeout", "10000");
    }

    /** Closes everything. */
    @TearDown
    public void stop() {
        kept.close();
        anew.close();
        server.close();
    }

    /** Resetta as it comes. */
    @Benchmark
    public void resettaKeptConnections() {
        kept.send(NOTICE);
    }

    /** Resetta with {@code idleTime(Duration.ZERO)}. */
    @Benchmark
    public void resettaNewConnections() {
        anew.send(NOTICE);
    }

    /** Spring's JavaMailSenderImpl. */
    @Benchmark
    public void springJavaMailSender() throws MessagingException {
        MimeMessage message = spring.createMimeMessage();
        MimeMessageHelper helper = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
        helper.setFrom("no-reply@shop.example");
        helper.setTo("alice@example.com");
        helper.setSubject("Choose a new password for Shop");
        helper.setText(text, html);
        spring.send(message);
    }
}
