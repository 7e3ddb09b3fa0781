package dev.resetta.benchmarks.mail;

import dev.resetta.benchmarks.harness.Servers;
import dev.resetta.benchmarks.servers.Smtp;
import dev.resetta.mail.MailNotifier;
import dev.resetta.mail.SmtpServer;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.simplejavamail.api.email.Email;
import org.simplejavamail.api.mailer.Mailer;
import org.simplejavamail.api.mailer.config.TransportStrategy;
import org.simplejavamail.email.EmailBuilder;
import org.simplejavamail.mailer.MailerBuilder;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/**
 * One mail of text and HTML handed to a server in another process, over STARTTLS and with a login.
 *
 * <p>Ours is given a notice and writes the mail from its templates; the others are given the same words ready-made.
 */
public class OneMail {
    /** Mails before anything is measured, for all but Spring, whose time is spent in waiting for its connections. */
    private static final int WARM_UP = 300;

    /** Ours as it comes: 5 connections at most, each replaced after 100 mails. */
    @Benchmark
    public void ours(Kept kept) {
        kept.notifier.send(Sample.NOTICE);
    }

    /** Ours with a new connection for each mail. */
    @Benchmark
    public void newConnection(Anew anew) {
        anew.notifier.send(Sample.NOTICE);
    }

    /** Spring's JavaMailSenderImpl, which connects anew for each call of send. */
    @Benchmark
    public void spring(Spring spring) throws MessagingException, UnsupportedEncodingException {
        MimeMessage message = spring.sender.createMimeMessage();
        MimeMessageHelper helper = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
        helper.setFrom(Sample.SENDER, "Shop");
        helper.setTo(Sample.RECIPIENT);
        helper.setSubject(spring.sample.subject());
        helper.setText(spring.sample.text(), spring.sample.html());
        spring.sender.send(message);
    }

    /** Simple Java Mail with its batch module, whose pool keeps connections; as many as ours. */
    @Benchmark
    public void simpleJavaMail(Pooled pooled) {
        pooled.mailer.sendMail(email(pooled.sample));
    }

    /** A connection for each thread that is never replaced, and the bytes of the whole mail. */
    @Benchmark
    public void floor(Raw raw) throws IOException {
        raw.connection.send(raw.mail);
    }

    private static Email email(Sample sample) {
        return EmailBuilder.startingBlank()
                .from("Shop", Sample.SENDER)
                .to(Sample.RECIPIENT)
                .withSubject(sample.subject())
                .withPlainText(sample.text())
                .withHTMLText(sample.html())
                .buildEmail();
    }

    private static Smtp.Address server() {
        return Smtp.Address.parse(Servers.address(Smtp.NAME));
    }

    private static SmtpServer settings() throws Exception {
        Smtp.Address server = server();
        return SmtpServer.of(Smtp.Address.HOST, server.port())
                .login(server.user(), server.password())
                .trusting(server.tls());
    }

    @State(Scope.Benchmark)
    public static class Kept {
        MailNotifier notifier;

        /** Connects so often that the code for it is compiled, which with one connection in 100 mails would take minutes. */
        @Setup
        public void start() throws Exception {
            SmtpServer server = settings();
            try (MailNotifier warmUp = Sample.notifier(server.idleTime(Duration.ZERO))) {
                for (int i = 0; i < WARM_UP; i++) {
                    warmUp.send(Sample.NOTICE);
                }
            }
            notifier = Sample.notifier(server);
        }

        @TearDown
        public void stop() {
            notifier.close();
        }
    }

    @State(Scope.Benchmark)
    public static class Anew {
        MailNotifier notifier;

        @Setup
        public void start() throws Exception {
            notifier = Sample.notifier(settings().idleTime(Duration.ZERO));
            for (int i = 0; i < WARM_UP; i++) {
                notifier.send(Sample.NOTICE);
            }
        }

        @TearDown
        public void stop() {
            notifier.close();
        }
    }

    @State(Scope.Benchmark)
    public static class Spring {
        final JavaMailSenderImpl sender = new JavaMailSenderImpl();
        Sample sample;

        @Setup
        public void start() throws Exception {
            Smtp.Address server = server();
            sample = Sample.take();
            sender.setHost(Smtp.Address.HOST);
            sender.setPort(server.port());
            sender.setUsername(server.user());
            sender.setPassword(server.password());
            Properties properties = sender.getJavaMailProperties();
            properties.put("mail.smtp.auth", "true");
            properties.put("mail.smtp.starttls.enable", "true");
            properties.put("mail.smtp.starttls.required", "true");
            properties.put("mail.smtp.ssl.socketFactory", server.tls().getSocketFactory());
            properties.put("mail.smtp.connectiontimeout", "10000");
            properties.put("mail.smtp.timeout", "10000");
            properties.put("mail.smtp.writetimeout", "10000");
        }
    }

    @State(Scope.Benchmark)
    public static class Pooled {
        Mailer mailer;
        Sample sample;

        @Setup
        public void start() throws Exception {
            Smtp.Address server = server();
            sample = Sample.take();
            mailer = MailerBuilder.withSMTPServer(Smtp.Address.HOST, server.port(), server.user(), server.password())
                    .withTransportStrategy(TransportStrategy.SMTP_TLS)
                    .withCustomSSLFactoryInstance(server.tls().getSocketFactory())
                    .withSessionTimeout(10_000)
                    .withConnectionPoolMaxSize(5)
                    .buildMailer();
            for (int i = 0; i < WARM_UP; i++) {
                mailer.sendMail(email(sample));
            }
        }

        @TearDown
        public void stop() throws Exception {
            mailer.shutdownConnectionPool().get();
            mailer.close();
        }
    }

    @State(Scope.Thread)
    public static class Raw {
        RawConnection connection;
        byte[] mail;

        /** No line of the sample begins with a dot; quoted-printable would have it so. */
        @Setup
        public void start() throws Exception {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.write(Sample.take().bytes());
            all.write("\r\n.\r\n".getBytes(StandardCharsets.US_ASCII));
            mail = all.toByteArray();
            connection = new RawConnection(server());
            for (int i = 0; i < WARM_UP; i++) {
                connection.send(mail);
            }
        }

        @TearDown
        public void stop() throws IOException {
            connection.close();
        }
    }
}
