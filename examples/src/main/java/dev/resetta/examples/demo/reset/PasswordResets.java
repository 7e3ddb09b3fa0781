package dev.resetta.examples.demo.reset;

import dev.resetta.PasswordReset;
import dev.resetta.ResetEvent;
import dev.resetta.examples.demo.shop.Sessions;
import dev.resetta.jdbc.ResetDatabase;
import dev.resetta.mail.MailNotifier;
import dev.resetta.mail.SmtpServer;
import dev.resetta.password.Argon2id;
import dev.resetta.token.SigningKeys;
import dev.resetta.token.TokenPolicy;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Builds the shop's password reset.
 *
 * @param address where people reach the shop; the links of all mails begin with it, whatever a request says
 * @param policy the rule that links live by
 * @param dataSource the shop's database
 * @param hasher the hasher that the sign-in verifies with
 * @param smtpPort where the mail server listens on this machine
 * @param clock what links live by
 */
public record PasswordResets(
        URI address, TokenPolicy policy, DataSource dataSource, Argon2id hasher, int smtpPort, Clock clock) {
    private static final int KEY_BYTES = 32;

    /**
     * Builds it.
     *
     * @param sessions what a changed password ends
     * @param events who learns of everything that happens
     */
    public PasswordReset build(Sessions sessions, Consumer<ResetEvent> events) {
        ResetDatabase db = ResetDatabase.of(dataSource).createSchema();
        PasswordReset.Builder builder = PasswordReset.builder()
                .resetLink(address + "/reset?token={token}")
                .cancelLink(address + "/cancel?token={token}")
                .accounts(db.accounts("users")
                        .columns("id", "email", "password_hash")
                        .nameColumn("name")
                        .where("disabled = FALSE"))
                .passwordHasher(hasher)
                .policy(policy)
                // Whom the desk helps may need days and several tries.
                .supportPolicy(TokenPolicy.reusableUntilExpiry())
                .tokenStore(db.tokenStore())
                .notifier(MailNotifier.of(
                        SmtpServer.of("127.0.0.1", smtpPort), "Larkspur Books <no-reply@larkspur.example>"))
                .endSessions(changed -> sessions.endAll(changed.accountId()))
                .onEvent(events)
                .clock(clock);
        if (policy.kind() == TokenPolicy.Kind.HASH_BOUND) {
            // People's own links are not stored, so a key signs them. This one ends with the process, and so do they.
            builder.signingKeys(SigningKeys.of("demo", randomKey()));
        }
        return builder.build();
    }

    private static byte[] randomKey() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }
}
