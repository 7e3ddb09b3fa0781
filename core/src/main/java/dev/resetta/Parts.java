package dev.resetta;

import dev.resetta.delivery.DeliveryQueue;
import dev.resetta.delivery.Notifier;
import dev.resetta.password.PasswordHasher;
import dev.resetta.password.PasswordRules;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenPolicy;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Everything a reset works with, once the builder has found it fit. */
record Parts(
        Function<String, Optional<Realm>> realms,
        TokenPolicy policy,
        TokenPolicy supportPolicy,
        TokenIssuer issuer,
        TokenIssuer.Transactional transactions,
        PasswordHasher hasher,
        PasswordRules rules,
        Notifier notifier,
        DeliveryQueue queue,
        Throttle throttle,
        HashTurns turns,
        @Nullable Consumer<ResetEvent.PasswordChanged> endSessions,
        Events events,
        Clock clock) {

    /** Now, in the whole milliseconds that rows and tokens hold. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * Puts work into the queue that depends on what the caller's transaction, if there is one, has written: with that
     * transaction if the queue takes part in it, else once it has committed.
     */
    void enqueue(Runnable submit) {
        if (queue.joinsTransaction()) {
            submit.run();
        } else {
            transactions.afterCommit(submit);
        }
    }

    TokenIssuer.Scope supportScope(String realmName, Realm realm) {
        return scope(realmName, realm).forSupport(supportPolicy);
    }

    TokenIssuer.Scope scope(String realmName, Realm realm) {
        return TokenIssuer.Scope.of(realmName, policy, realm.accounts(), clock);
    }
}
