package dev.resetta;

import dev.resetta.PasswordWriter.NewPassword;
import dev.resetta.account.Account;
import dev.resetta.account.PasswordRefusedException;
import dev.resetta.password.PasswordProblem;
import dev.resetta.token.TokenStore.ConflictException;
import dev.resetta.token.TokenStore.OutcomeUnknownException;
import dev.resetta.token.TokenVerdict;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Claims the link, judges again, writes the password and queues the warning as one unit, and repeats it when others at work
 * at the same time made it fail, which says nothing about the link.
 *
 * <p>Once an updater has said yes, no way out leads past the account: it is read once more, and its fresh hash, which nobody
 * else can have left there, tells whether the password is changed.
 */
final class PasswordChange {
    /** Above READ COMMITTED each repetition lets one of many at one link through, and seldom more than sixteen come at once. */
    private static final int MOST_ATTEMPTS = 25;

    private static final int MOST_DOUBLINGS = 5;

    private final Parts parts;
    private final String realmName;
    private final Realm realm;
    private final String token;
    private final NewPassword newPassword;
    private final AfterChange after;

    /** The try whose commit was not answered, and that may take effect yet. */
    private @Nullable Unanswered unanswered;

    /** What became of a change, or of one try. */
    sealed interface Outcome {}

    /** It is decided. */
    record Ended(ResetResult result) implements Outcome {}

    /** The link is bad. */
    record Refused(TokenVerdict.Bad verdict) implements Outcome {}

    /** Others were faster, and the link may be good still. */
    record Lost() implements Outcome {}

    private record Unanswered(PasswordWriter writer, OutcomeUnknownException failure) {}

    PasswordChange(Parts parts, String realmName, Realm realm, String token, NewPassword newPassword) {
        this.parts = parts;
        this.realmName = realmName;
        this.realm = realm;
        this.token = token;
        this.newPassword = newPassword;
        this.after = new AfterChange(parts, realmName);
    }

    Outcome run() {
        long start = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            Outcome outcome = attempt();
            if (outcome instanceof Lost) {
                outcome = lookAgain();
            }
            if (outcome instanceof Ended) {
                return outcome;
            }
            boolean isEnough = attempt == MOST_ATTEMPTS || System.nanoTime() - start > HashTurns.PATIENCE.toNanos();
            if (outcome instanceof Refused || isEnough) {
                return unlessTheUnansweredTryHasChangedIt(outcome);
            }
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(
                    ThreadLocalRandom.current().nextLong(2000L << Math.min(attempt, MOST_DOUBLINGS))));
        }
    }

    private Outcome attempt() {
        PasswordWriter writer = new PasswordWriter(parts, realmName, realm, newPassword);
        TokenVerdict verdict;
        try {
            verdict = writer.joinsTransaction() ? redeemAsUnit(writer) : redeemAlone(writer);
        } catch (PasswordRefusedException e) {
            return refuse(writer, e);
        } catch (ConflictException e) {
            return new Lost();
        } catch (RuntimeException | Error e) {
            if (isChanged(writer, e)) {
                return changed(writer);
            }
            if (e instanceof OutcomeUnknownException unknown) {
                unanswered = new Unanswered(writer, unknown);
                return new Lost();
            }
            throw e;
        }
        PasswordRefusedException refused = writer.refusal();
        if (refused != null) {
            return refuse(writer, refused);
        }
        if (!(verdict instanceof TokenVerdict.Bad bad)) {
            return changed(writer);
        }
        if (bad.reason() == TokenVerdict.Reason.UNCERTAIN) {
            after.uncertain(writer);
            throw writer.failure();
        }
        return outcome(bad);
    }

    /** Whether the link that was lost to somebody else is worth another try. */
    private Outcome lookAgain() {
        TokenVerdict verdict = parts.issuer().judge(token, parts.scope(realmName, realm));
        return verdict instanceof TokenVerdict.Bad bad ? outcome(bad) : new Lost();
    }

    private static Outcome outcome(TokenVerdict.Bad bad) {
        return bad.reason() == TokenVerdict.Reason.LOST ? new Lost() : new Refused(bad);
    }

    private TokenVerdict redeemAsUnit(PasswordWriter writer) {
        TokenVerdict[] verdict = {new TokenVerdict.Bad(TokenVerdict.Reason.LOST)};
        boolean stands = parts.transactions().transactionally(() -> {
            verdict[0] = redeem(writer);
            return verdict[0] instanceof TokenVerdict.Good;
        });
        // The unit's own answer counts: a commit can be lost, too.
        return stands || !(verdict[0] instanceof TokenVerdict.Good)
                ? verdict[0]
                : new TokenVerdict.Bad(TokenVerdict.Reason.LOST);
    }

    /** A system elsewhere is asked only once the claim is committed, which it is not within a unit of the caller's. */
    private TokenVerdict redeemAlone(PasswordWriter writer) {
        if (parts.transactions().inTransaction()) {
            throw new IllegalStateException(
                    "A PasswordUpdater that does not join the transaction cannot be used within one:"
                            + " if that is rolled back, the password is changed and the link still good. Call redeem outside it.");
        }
        return redeem(writer);
    }

    private TokenVerdict redeem(PasswordWriter writer) {
        return parts.issuer().redeem(token, parts.scope(realmName, realm), writer);
    }

    private Outcome changed(PasswordWriter writer) {
        return new Ended(after.changed(writer));
    }

    private Outcome refuse(PasswordWriter writer, PasswordRefusedException e) {
        List<PasswordProblem> problems = List.of(new PasswordProblem(e.code(), List.of(), e.reason()));
        return new Ended(Refusal.of(problems, parts, realmName, writer.account().id(), newPassword.linkId()));
    }

    /**
     * Finds out whether a failed try has changed the password.
     *
     * @param failure thrown on if nobody can say, after all that has to follow then
     */
    private boolean isChanged(PasswordWriter writer, Throwable failure) {
        // Within a unit of the caller's nothing is changed before that is committed, and its owner gets the failure.
        if (!writer.hasWritten() || parts.transactions().inTransaction()) {
            return false;
        }
        try {
            Optional<Account> account =
                    realm.accounts().findById(writer.account().id());
            Optional<String> stored = account.flatMap(Account::passwordHash);
            if (stored.isPresent() && stored.get().equals(newPassword.hash())) {
                return true;
            }
            if (stored.isPresent() && stored.equals(writer.account().passwordHash())) {
                return false;
            }
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
        after.uncertain(writer);
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    /** The try that was not answered may have taken effect after all, and then it is what ended the link. */
    private Outcome unlessTheUnansweredTryHasChangedIt(Outcome outcome) {
        Unanswered last = unanswered;
        return last != null && isChanged(last.writer(), last.failure()) ? changed(last.writer()) : outcome;
    }
}
