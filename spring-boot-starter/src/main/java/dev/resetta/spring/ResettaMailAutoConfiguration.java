package dev.resetta.spring;

import static dev.resetta.spring.RefusedSettingException.checked;
import static dev.resetta.spring.RefusedSettingException.required;

import dev.resetta.PasswordReset;
import dev.resetta.delivery.Notifier;
import dev.resetta.mail.MailNotifier;
import dev.resetta.mail.MailTemplates;
import dev.resetta.mail.SmtpServer;
import jakarta.mail.Session;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Sends the notices by the application's mail server. */
@AutoConfiguration(afterName = "org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration")
@ConditionalOnBooleanProperty(name = "resetta.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ResettaProperties.class)
public final class ResettaMailAutoConfiguration {
    /** Made by Spring. */
    ResettaMailAutoConfiguration() {}

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean({Notifier.class, PasswordReset.class})
    MailNotifier resetMailNotifier(
            ResettaProperties properties,
            Environment environment,
            ObjectProvider<Session> sessions,
            ObjectProvider<SslBundles> bundles,
            ObjectProvider<MailTemplates> templates) {
        ResettaProperties.Mail settings = properties.mail();
        String from =
                required(settings.from(), "resetta.mail.from", "mails need a sender, such as no-reply@example.com");
        SmtpServer named = SpringMail.of(environment).server(sessions, bundles);
        SmtpServer server = settings.plainText() ? checked("resetta.mail.plain-text", named::plainText) : named;
        MailNotifier mail = checked("resetta.mail.from", () -> MailNotifier.of(server, from));
        MailTemplates own = templates.getIfUnique();
        mail = own == null ? mail : mail.templates(own);
        mail = with(mail, "resetta.service-name", properties.serviceName(), MailNotifier::serviceName);
        mail = with(mail, "resetta.mail.reply-to", settings.replyTo(), MailNotifier::replyTo);
        mail = with(mail, "resetta.mail.bounce-address", settings.bounceAddress(), MailNotifier::bounceAddress);
        mail = with(mail, "resetta.mail.contact", settings.contact(), MailNotifier::contact);
        mail = with(mail, "resetta.mail.default-locale", settings.defaultLocale(), MailNotifier::defaultLocale);
        return mail.zone(settings.zone());
    }

    private static <T> MailNotifier with(MailNotifier mail, String property, @Nullable T value, Setting<T> setting) {
        return value == null ? mail : checked(property, () -> setting.apply(mail, value));
    }

    /** One setting of a notifier. */
    @FunctionalInterface
    private interface Setting<T> {
        MailNotifier apply(MailNotifier mail, T value);
    }
}
