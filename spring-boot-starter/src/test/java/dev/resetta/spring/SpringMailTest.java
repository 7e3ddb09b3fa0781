package dev.resetta.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.resetta.mail.MailNotifier;
import jakarta.mail.Session;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Which server the mails go to. */
class SpringMailTest {
    private static final String HOST = "spring.mail.host=smtp.example.com";

    static Stream<Arguments> servers() {
        return Stream.of(
                arguments("spring.mail.port=587", "smtp.example.com:587, STARTTLS]"),
                arguments("spring.mail.ssl.enabled=true", "smtp.example.com:465, IMPLICIT_TLS]"),
                arguments("spring.mail.protocol=smtps", "smtp.example.com:465, IMPLICIT_TLS]"),
                arguments("resetta.mail.plain-text=true", "smtp.example.com:25, PLAIN_TEXT]"),
                arguments("spring.mail.host=localhost", "localhost:25, PLAIN_TEXT]"));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void theServerIsTheOneOfTheApplication(String property, String server) {
        shop().withPropertyValues(HOST, property)
                .run(context -> assertThat(context)
                        .getBean(MailNotifier.class)
                        .asString()
                        .contains(server));
    }

    @Test
    void aLoginIsUsedAndNotTold() {
        shop().withPropertyValues(HOST, "spring.mail.username=shop", "spring.mail.password=secret of the shop")
                .run(context -> assertThat(context)
                        .getBean(MailNotifier.class)
                        .asString()
                        .contains("login redacted")
                        .doesNotContain("secret"));
    }

    @Test
    void certificatesAreTrustedByTheBundle() {
        shop().withPropertyValues(HOST, "spring.mail.ssl.bundle=none")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("SSL bundle name 'none' cannot be found"));
    }

    @Test
    void aMailSessionOfTheApplicationsGoesFirst() {
        Properties session = new Properties();
        session.setProperty("mail.smtp.host", "other.example.com");
        shop().withBean(Session.class, () -> Session.getInstance(session))
                .run(context -> assertThat(context)
                        .getBean(MailNotifier.class)
                        .asString()
                        .contains("other.example.com:25"));
    }

    private static ApplicationContextRunner shop() {
        return Shop.plain().withPropertyValues("resetta.queue.durable=false");
    }
}
