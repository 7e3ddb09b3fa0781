package dev.resetta;

import dev.resetta.PasswordWriter.NewPassword;
import dev.resetta.account.Account;
import dev.resetta.password.PasswordProblem;
import dev.resetta.token.TokenVerdict;
import java.util.List;

/**
 * Uses one link to replace one password: judge, rules, hash, and then the change itself.
 *
 * <p>The order is the protection: a bad token costs no hash, a refused password no link, a slow hash holds no connection.
 */
final class Redemption {
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
        List<PasswordProblem> problems = parts.rules().judge(submission.password(), submission.again(), good.account());
        if (!problems.isEmpty()) {
            return Refusal.of(problems, parts, realmName, good.account().id(), good.linkId());
        }
        if (!parts.throttle().allowsSubmission(good.linkId(), parts.now())) {
            parts.events()
                    .publish(new ResetEvent.Throttled(
                            parts.now(),
                            realmName,
                            ResetEvent.Limit.LINK,
                            good.account().id()));
            return new ResetResult.Busy();
        }
        try (HashTurns.Turn turn = parts.turns().take(good.linkId())) {
            return turn == null ? Refusal.busy(parts, realmName, good) : inTurn(turn, good);
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
                return Refusal.busy(parts, realmName, good);
            }
        }
        NewPassword newPassword = new NewPassword(good.linkId(), password, hash, act());
        PasswordChange.Outcome outcome = new PasswordChange(parts, realmName, realm, token, newPassword).run();
        if (outcome instanceof PasswordChange.Ended ended) {
            return ended.result();
        }
        return outcome instanceof PasswordChange.Refused refused
                ? refuse(refused.verdict())
                : Refusal.busy(parts, realmName, good);
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

    /** A link that somebody else is using at this moment is no bad one: it can be judged when that is over. */
    private ResetResult refuse(TokenVerdict.Bad bad) {
        if (bad.reason() == TokenVerdict.Reason.LOST) {
            Refusal.report(bad, parts, realmName);
            return new ResetResult.Busy();
        }
        return new ResetResult.LinkRefused(Refusal.of(bad, parts, realmName, submission.clientAddress()));
    }

    private TokenVerdict judge() {
        return parts.issuer().judge(token, parts.scope(realmName, realm));
    }

    private String password() {
        String password = submission.password();
        return password == null ? "" : parts.rules().normalize(password);
    }

    private Item.Act act() {
        return new Item.Act(
                parts.now(),
                submission.clientAddress().orElse(null),
                submission.userAgent().orElse(null),
                null);
    }
}
