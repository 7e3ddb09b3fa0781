package dev.resetta.examples.demo.reset;

import dev.resetta.PasswordReset;
import dev.resetta.ResetEvent;
import dev.resetta.delivery.Notifier;
import dev.resetta.examples.demo.shop.Sessions;
import dev.resetta.jdbc.ResetDatabase;
import dev.resetta.password.Argon2id;
import dev.resetta.token.SigningKeys;
import dev.resetta.token.TokenPolicy;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Builds the shop's password reset.
 *
 * @param address where people reach the shop; the links of all mails begin with it, whatever a request says
 * @param policy the rule that links live by
 * @param db the shop's database: links, limits and waiting mails are kept beside the accounts
 * @param hasher the hasher that the sign-in verifies with
 * @param notifier who sends the mails
 * @param keys what links are signed with; required for hash-bound ones. All nodes of a shop have the same, or each counts
 *     requests by itself
 * @param clock what links live by
 */
public record PasswordResets(
        URI address,
        TokenPolicy policy,
        ResetDatabase db,
        Argon2id hasher,
        Notifier notifier,
        Optional<SigningKeys> keys,
        Clock clock) {

    /**
     * Builds it.
     *
     * @param sessions what a changed password ends
     * @param events who learns of everything that happens
     */
    public PasswordReset build(Sessions sessions, Consumer<ResetEvent> events) {
        PasswordReset.Builder builder = PasswordReset.builder()
                .resetLink(address + "/reset?token={token}")
                .cancelLink(address + "/cancel?token={token}")
                .accounts(db.accounts("users")
                        .columns("id", "email", "password_hash")
                        .ignoringCase()
                        .nameColumn("name")
                        .where("disabled = FALSE"))
                .passwordHasher(hasher)
                .policy(policy)
                // Whom the desk helps may need days and several tries.
                .supportPolicy(TokenPolicy.reusableUntilExpiry())
                .tokenStore(db.tokenStore())
                .requestLimiter(db.requestLimiter())
                .deliveryQueue(db.deliveryQueue())
                .notifier(notifier)
                .endSessions(changed -> sessions.endAll(changed.accountId()))
                .onEvent(events)
                .clock(clock);
        keys.ifPresent(builder::signingKeys);
        return builder.build();
    }
}
