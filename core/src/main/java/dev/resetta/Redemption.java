package dev.resetta;

import dev.resetta.PasswordWriter.NewPassword;
import dev.resetta.account.Account;
import dev.resetta.account.PasswordRefusedException;
import dev.resetta.delivery.DeliveryQueue.Lane;
import dev.resetta.password.PasswordProblem;
import dev.resetta.token.TokenStore.ConflictException;
import dev.resetta.token.TokenStore.OutcomeUnknownException;
import dev.resetta.token.TokenVerdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
        return claimAndWrite(new NewPassword(good.linkId(), password, hash, act(parts.now())));
    }

    /** Repeats what others at work at the same time made fail, which says nothing about the link. */
    private ResetResult claimAndWrite(NewPassword newPassword) {
        long deadline = System.nanoTime() + HashTurns.PATIENCE.toNanos();
        for (int attempt = 1; ; attempt++) {
            ResetResult result = attempt(newPassword);
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
    private @Nullable ResetResult attempt(NewPassword newPassword) {
        PasswordWriter writer = new PasswordWriter(parts, realmName, realm, newPassword);
        String linkId = newPassword.linkId();
        TokenVerdict verdict;
        try {
            verdict = writer.joinsTransaction() ? redeemAsUnit(writer) : redeem(writer);
        } catch (PasswordRefusedException e) {
            return refuse(writer.account(), linkId, e);
        } catch (ConflictException e) {
            return null;
        } catch (OutcomeUnknownException e) {
            return readBack(writer, newPassword, e);
        }
        PasswordRefusedException refusal = writer.refusal();
        if (refusal != null) {
            return refuse(writer.account(), linkId, refusal);
        }
        if (verdict instanceof TokenVerdict.Good) {
            return changed(writer, linkId);
        }
        TokenVerdict.Bad bad = (TokenVerdict.Bad) verdict;
        if (bad.reason() == TokenVerdict.Reason.UNCERTAIN) {
            publishUncertain(writer, linkId);
            throw writer.failure();
        }
        return bad.reason() == TokenVerdict.Reason.LOST ? null : refuse(bad);
    }

    private TokenVerdict redeemAsUnit(PasswordWriter writer) {
        TokenVerdict[] verdict = {new TokenVerdict.Bad(TokenVerdict.Reason.LOST)};
        boolean stands = parts.transactions().test(() -> {
            verdict[0] = redeem(writer);
            return verdict[0] instanceof TokenVerdict.Good;
        });
        // The unit's own answer counts: a commit can be lost, too.
        return stands || !(verdict[0] instanceof TokenVerdict.Good)
                ? verdict[0]
                : new TokenVerdict.Bad(TokenVerdict.Reason.LOST);
    }

    private TokenVerdict redeem(PasswordWriter writer) {
        return parts.issuer().redeem(token, parts.scope(realmName, realm), writer);
    }

    /**
     * Finds out whether a commit took place whose answer was lost: a fresh hash is a mark that nobody else can have left.
     *
     * @return null if nothing was changed, and the whole may be repeated
     */
    private @Nullable ResetResult readBack(
            PasswordWriter writer, NewPassword newPassword, OutcomeUnknownException unknown) {
        Optional<String> stored = storedHash(writer.account().id(), unknown);
        if (stored.isPresent() && stored.get().equals(newPassword.hash())) {
            return changed(writer, newPassword.linkId());
        }
        if (stored.isPresent() && stored.equals(writer.account().passwordHash())) {
            return null;
        }
        publishUncertain(writer, newPassword.linkId());
        throw unknown;
    }

    private Optional<String> storedHash(String accountId, OutcomeUnknownException unknown) {
        try {
            return realm.accounts().findById(accountId).flatMap(Account::passwordHash);
        } catch (RuntimeException e) {
            unknown.addSuppressed(e);
            return Optional.empty();
        }
    }

    private void publishUncertain(PasswordWriter writer, String linkId) {
        parts.events()
                .publish(new ResetEvent.OutcomeUncertain(
                        parts.now(), realmName, writer.account().id(), linkId));
    }

    private ResetResult changed(PasswordWriter writer, String linkId) {
        ResetEvent.PasswordChanged event = new ResetEvent.PasswordChanged(
                writer.at(), realmName, writer.account().id(), linkId);
        if (!writer.isWarningQueued()) {
            Delivery.warnings(realmName, writer.account(), act(writer.at())).forEach(this::submitNotice);
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

    /** The password as the rules saw it and as the sign-in will normalize it, for the hasher and the updater alike. */
    private String password() {
        String password = submission.password();
        return password == null ? "" : parts.rules().normalize(password);
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
}
