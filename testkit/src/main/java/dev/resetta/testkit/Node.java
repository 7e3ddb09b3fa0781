package dev.resetta.testkit;

import dev.resetta.PasswordReset;
import dev.resetta.Realm;
import dev.resetta.ResetEvent.PasswordChanged;
import dev.resetta.ResetRequest;
import dev.resetta.ResetResult;
import dev.resetta.ResetSubmission;
import dev.resetta.account.PasswordUpdater;
import dev.resetta.limit.Limits;
import dev.resetta.password.PasswordHasher;
import dev.resetta.token.SigningKeys;
import dev.resetta.token.TokenPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** One node of an application, that is, one process: a reset of its own over shared parts, with a queue and a mailbox of its own. */
final class Node {
    static final SigningKeys KEYS = SigningKeys.of("2026-11", key("the current key"));

    private static final String RESET_LINK = "https://app.example.com/reset?token={token}";

    final RecordingNotifier mailbox = new RecordingNotifier();
    final ManualDeliveryQueue queue = new ManualDeliveryQueue();
    final PasswordReset reset;

    private Node(PasswordReset.Builder builder) {
        reset = builder.notifier(mailbox).deliveryQueue(queue).build();
    }

    static Node of(SharedParts parts, TokenPolicy policy) {
        return of(parts, policy, settings -> settings.signingKeys(KEYS));
    }

    /** A node with further settings, the signing keys among them. */
    static Node of(SharedParts parts, TokenPolicy policy, UnaryOperator<PasswordReset.Builder> settings) {
        return new Node(settings.apply(linked(parts, policy).passwordHasher(Node::hash)));
    }

    private static PasswordReset.Builder linked(SharedParts parts, TokenPolicy policy) {
        return plain(parts, policy)
                .resetLink(RESET_LINK)
                .cancelLink("https://app.example.com/cancel?token={token}")
                .accounts(parts.accounts())
                .passwordUpdater(parts.updater());
    }

    /** A node in which something happens each time while a password is hashed. */
    static Node slow(SharedParts parts, TokenPolicy policy, Clock clock, Runnable happening) {
        return new Node(linked(parts, policy).signingKeys(KEYS).clock(clock).passwordHasher(password -> {
            happening.run();
            return hash(password);
        }));
    }

    /** A node for two realms with the same accounts, the only one and {@code staff}. */
    static Node withRealms(SharedParts parts, TokenPolicy policy, Clock clock) {
        Realm realm = Realm.of(RESET_LINK, parts.accounts(), parts.updater());
        return new Node(plain(parts, policy)
                .realms(name -> name.isEmpty() || name.equals("staff") ? Optional.of(realm) : Optional.empty())
                .signingKeys(KEYS)
                .clock(clock)
                .passwordHasher(Node::hash));
    }

    /** A node that hashes in its own way, writes by its own updater and is told whose sessions to end. */
    static Node of(
            SharedParts parts,
            TokenPolicy policy,
            PasswordHasher hasher,
            PasswordUpdater updater,
            Consumer<PasswordChanged> endSessions) {
        return new Node(plain(parts, policy, endSessions)
                .resetLink(RESET_LINK)
                .accounts(parts.accounts())
                .passwordUpdater(updater)
                .passwordHasher(hasher)
                .signingKeys(KEYS));
    }

    /** Settings without link, accounts, updater and hasher. */
    static PasswordReset.Builder plain(SharedParts parts, TokenPolicy policy) {
        return plain(parts, policy, changed -> {});
    }

    private static PasswordReset.Builder plain(
            SharedParts parts, TokenPolicy policy, Consumer<PasswordChanged> endSessions) {
        PasswordReset.Builder builder =
                PasswordReset.builder().policy(policy).limits(Limits.none()).endSessions(endSessions);
        return policy.kind() == TokenPolicy.Kind.HASH_BOUND
                ? builder.transactions(parts.transactions())
                : builder.tokenStore(parts.tokenStore());
    }

    /** Asks for a link and takes its token out of the mail. */
    String tokenFor(String address) {
        reset.request(ResetRequest.forIdentifier(address));
        queue.carryOut();
        return mailbox.lastToken();
    }

    ResetResult redeem(String token, String password) {
        return reset.redeem(ResetSubmission.forToken(token).password(password, password));
    }

    /** A hash that tells its password, so that a test sees whose it is. */
    static String hash(String password) {
        return "hash of " + password + " " + UUID.randomUUID();
    }

    /** Thirty-two bytes that anybody can read. */
    static byte[] key(String text) {
        return (text + " ".repeat(SigningKeys.SHORTEST_KEY)).getBytes(StandardCharsets.US_ASCII);
    }
}
