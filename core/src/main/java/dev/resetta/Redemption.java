package dev.resetta;

import dev.resetta.account.Account;
import dev.resetta.account.PasswordRefusedException;
import dev.resetta.account.PasswordUpdate;
import dev.resetta.delivery.DeliveryQueue.Lane;
import dev.resetta.password.PasswordProblem;
import dev.resetta.token.TokenIssuer.PasswordWrite;
import dev.resetta.token.TokenStore.ConflictException;
import dev.resetta.token.TokenVerdict;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Uses one link to replace one password: judge, rules, hash, then one unit of claim, second judgement, write and queued
 * warning, and after it sessions and events.
 *
 * <p>The order is the protection: a bad token costs no hash, a refused password no link, a slow hash holds no connection.
 */
final class Redemption {
    private static final int MOST_ATTEMPTS = 5;

    private final Parts parts;
    private final String realmName;
    private final Realm realm;
    private final ResetSubmission submission;
    private final String token;

    Redemption(Parts parts, String realmName, Realm realm, ResetSubmission submission, String token) {
        this.parts = parts;
        this.realmName = realmName;
        this.realm = realm;
        this.submission = submission;
        this.token = token;
    }

    ResetResult run() {
        TokenVerdict verdict = judge();
        if (!(verdict instanceof TokenVerdict.Good good)) {
            return refuse((TokenVerdict.Bad) verdict);
        }
        if (!parts.throttle().allowsSubmission(good.linkId(), parts.now())) {
            parts.events()
                    .publish(new ResetEvent.Throttled(
                            parts.now(),
                            realmName,
                            ResetEvent.Limit.LINK,
                            good.account().id()));
            return new ResetResult.LinkRefused(LinkProblem.TOO_MANY_ATTEMPTS);
        }
        List<PasswordProblem> problems = parts.rules().judge(submission.password(), submission.again(), good.account());
        if (!problems.isEmpty()) {
            return refuse(good, problems);
        }
        try (HashTurns.Turn turn = parts.turns().take(good.linkId())) {
            return turn == null ? new ResetResult.Busy() : inTurn(turn, good);
        }
    }

    private ResetResult inTurn(HashTurns.Turn turn, TokenVerdict.Good judgedBefore) {
        TokenVerdict verdict = turn.cameLater() ? judge() : judgedBefore;
        if (!(verdict instanceof TokenVerdict.Good good)) {
            return refuse((TokenVerdict.Bad) verdict);
        }
        String password = password();
        String hash = null;
        if (parts.hasher().hashes()) {
            hash = turn.hash(() -> hash(good.account(), password));
            if (hash == null) {
                return new ResetResult.Busy();
            }
        }
        return claimAndWrite(hash, good.linkId());
    }

    /** Repeats what others at work at the same time made fail, which says nothing about the link. */
    private ResetResult claimAndWrite(@Nullable String hash, String linkId) {
        long deadline = System.nanoTime() + HashTurns.PATIENCE.toNanos();
        for (int attempt = 1; ; attempt++) {
            ResetResult result = attempt(hash, linkId);
            if (result != null) {
                return result;
            }
            TokenVerdict verdict = judge();
            if (verdict instanceof TokenVerdict.Bad bad) {
                return refuse(bad);
            }
            if (attempt == MOST_ATTEMPTS || System.nanoTime() > deadline) {
                return new ResetResult.Busy();
            }
            LockSupport.parkNanos(
                    TimeUnit.MICROSECONDS.toNanos(ThreadLocalRandom.current().nextLong(500L << attempt)));
        }
    }

    /** One try; null if somebody else was faster and the link has to be judged anew. */
    private @Nullable ResetResult attempt(@Nullable String hash, String linkId) {
        Write write = new Write(hash, linkId);
        TokenVerdict verdict;
        try {
            verdict = realm.updater().joinsTransaction() ? redeemAsUnit(write) : redeem(write);
        } catch (PasswordRefusedException e) {
            return refuse(write.account(), linkId, e);
        } catch (ConflictException e) {
            return null;
        }
        if (write.refusal != null) {
            return refuse(write.account(), linkId, write.refusal);
        }
        if (verdict instanceof TokenVerdict.Good good) {
            return changed(write, good);
        }
        TokenVerdict.Bad bad = (TokenVerdict.Bad) verdict;
        if (bad.reason() == TokenVerdict.Reason.UNCERTAIN) {
            parts.events()
                    .publish(new ResetEvent.OutcomeUncertain(
                            parts.now(), realmName, write.account().id(), linkId));
            throw write.failure();
        }
        return bad.reason() == TokenVerdict.Reason.LOST ? null : refuse(bad);
    }

    private TokenVerdict redeemAsUnit(Write write) {
        TokenVerdict[] verdict = {new TokenVerdict.Bad(TokenVerdict.Reason.LOST)};
        boolean stands = parts.transactions().test(() -> {
            verdict[0] = redeem(write);
            return verdict[0] instanceof TokenVerdict.Good;
        });
        // The unit's own answer counts: a commit can be lost, too.
        return stands || !(verdict[0] instanceof TokenVerdict.Good)
                ? verdict[0]
                : new TokenVerdict.Bad(TokenVerdict.Reason.LOST);
    }

    private TokenVerdict redeem(Write write) {
        return parts.issuer().redeem(token, parts.scope(realmName, realm), write);
    }

    private ResetResult changed(Write write, TokenVerdict.Good good) {
        ResetEvent.PasswordChanged event = new ResetEvent.PasswordChanged(
                write.at, realmName, write.account().id(), good.linkId());
        if (!write.isQueued) {
            Delivery.warnings(realmName, write.account(), act(write.at)).forEach(this::submitNotice);
        }
        endSessions(event);
        parts.events().publish(event);
        return new ResetResult.Changed(event.accountId());
    }

    private void endSessions(ResetEvent.PasswordChanged event) {
        if (parts.endSessions() == null) {
            return;
        }
        try {
            parts.endSessions().accept(event);
        } catch (RuntimeException e) {
            boolean again = submit(new Item.EndSessions(realmName, event.accountId(), event.linkId(), act(event.at())));
            parts.events().publish(new ResetEvent.SessionsNotEnded(parts.now(), realmName, event.accountId(), again));
        }
    }

    private void submitNotice(Item notice) {
        if (!submit(notice)) {
            parts.events().publish(new ResetEvent.Dropped(parts.now(), realmName, null));
        }
    }

    private boolean submit(Item item) {
        try {
            return parts.queue().submit(Lane.NOTICES, item.text());
        } catch (RuntimeException e) {
            parts.events().trouble("The delivery queue failed after a password was changed.", e);
            return false;
        }
    }

    private ResetResult refuse(TokenVerdict.Bad bad) {
        return new ResetResult.LinkRefused(Refusal.of(bad, parts, realmName, submission.clientAddress()));
    }

    private ResetResult refuse(TokenVerdict.Good good, List<PasswordProblem> problems) {
        return refuse(good.account(), good.linkId(), problems);
    }

    private ResetResult refuse(Account account, String linkId, PasswordRefusedException e) {
        return refuse(account, linkId, List.of(new PasswordProblem(e.code(), List.of(), e.reason())));
    }

    private ResetResult refuse(Account account, String linkId, List<PasswordProblem> problems) {
        List<String> codes = problems.stream().map(PasswordProblem::code).toList();
        parts.events().publish(new ResetEvent.PasswordRefused(parts.now(), realmName, account.id(), linkId, codes));
        return new ResetResult.PasswordRefused(problems);
    }

    private TokenVerdict judge() {
        return parts.issuer().judge(token, parts.scope(realmName, realm));
    }

    private String password() {
        String password = submission.password();
        return password == null ? "" : password;
    }

    private Item.Act act(Instant at) {
        return new Item.Act(
                at,
                submission.clientAddress().orElse(null),
                submission.userAgent().orElse(null),
                null);
    }

    /** The new hash; a hasher that returns no hash, or an old one, is a fault that must not reach the accounts. */
    @SuppressWarnings("ConstantValue") // what an application hands in may return null whatever its type says
    private String hash(Account account, String password) {
        String hash = parts.hasher().hash(password);
        if (hash == null || hash.isBlank()) {
            throw new IllegalStateException("The password hasher returned no hash.");
        }
        if (account.passwordHash().filter(hash::equals).isPresent()) {
            throw new IllegalStateException(
                    "The password hasher returned the hash that is stored already; it has to use a"
                            + " fresh salt each time, or used links stay good.");
        }
        return hash;
    }

    /** Writes the password, and with it the warning where the queue takes part in the unit. */
    private final class Write implements PasswordWrite {
        private final @Nullable String hash;
        private final String linkId;
        private final Instant at = parts.now();
        private boolean isQueued;
        private @Nullable Account account;
        private @Nullable PasswordRefusedException refusal;
        private @Nullable Throwable failure;

        Write(@Nullable String hash, String linkId) {
            this.hash = hash;
            this.linkId = linkId;
        }

        @Override
        public Outcome to(Account judged) {
            account = judged;
            PasswordUpdate update = PasswordUpdate.of(judged, hash, password(), at);
            return joinsTransaction() ? joined(update) : elsewhere(update);
        }

        @Override
        public boolean joinsTransaction() {
            return realm.updater().joinsTransaction();
        }

        private Outcome joined(PasswordUpdate update) {
            if (!realm.updater().update(update)) {
                return Outcome.NOT_WRITTEN;
            }
            if (parts.queue().joinsTransaction()) {
                Delivery.warnings(realmName, update.account(), act(at)).forEach(this::queue);
                if (parts.endSessions() != null) {
                    queue(new Item.EndSessions(realmName, update.accountId(), linkId, act(at)));
                }
                isQueued = true;
            }
            return Outcome.WRITTEN;
        }

        private void queue(Item item) {
            if (!parts.queue().submit(Lane.NOTICES, item.text())) {
                throw new IllegalStateException("The delivery queue does not take the warning that the password"
                        + " was changed, so the password stays as it was.");
            }
        }

        private Outcome elsewhere(PasswordUpdate update) {
            try {
                return realm.updater().update(update) ? Outcome.WRITTEN : Outcome.NOT_WRITTEN;
            } catch (PasswordRefusedException e) {
                refusal = e;
                return Outcome.NOT_WRITTEN;
            } catch (RuntimeException | Error e) {
                failure = e;
                return Outcome.UNCERTAIN;
            }
        }

        Account account() {
            if (account == null) {
                throw new IllegalStateException("The issuer answered for an account it did not hand over.");
            }
            return account;
        }

        /** Throws what left the outcome open. */
        RuntimeException failure() {
            if (failure instanceof Error error) {
                throw error;
            }
            return failure instanceof RuntimeException exception
                    ? exception
                    : new IllegalStateException("The issuer was uncertain without a failure.");
        }
    }
}
