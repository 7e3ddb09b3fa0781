package dev.resetta;

import dev.resetta.password.PasswordProblem;
import dev.resetta.token.TokenVerdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Turns private reasons into what a page may say, and reports them. */
final class Refusal {
    private Refusal() {}

    /** A bad token costs the client a permit; without one it learns no more than that. */
    static LinkProblem of(TokenVerdict.Bad bad, Parts parts, String realm, Optional<String> clientAddress) {
        Instant now = parts.now();
        report(bad, parts, realm);
        if (parts.throttle().allowsFailure(clientAddress, now)) {
            return LinkProblem.of(bad.reason());
        }
        parts.events().publish(new ResetEvent.Throttled(now, realm, ResetEvent.Limit.FAILURES, null));
        return LinkProblem.TOO_MANY_ATTEMPTS;
    }

    /** A refused password leaves the link as good as before. */
    static ResetResult of(List<PasswordProblem> problems, Parts parts, String realm, String accountId, String linkId) {
        List<String> codes = problems.stream().map(PasswordProblem::code).toList();
        parts.events().publish(new ResetEvent.PasswordRefused(parts.now(), realm, accountId, linkId, codes));
        return new ResetResult.PasswordRefused(problems);
    }

    /** Too much is going on around a good link. */
    static ResetResult busy(Parts parts, String realm, TokenVerdict.Good good) {
        parts.events()
                .publish(new ResetEvent.Busy(parts.now(), realm, good.account().id(), good.linkId()));
        return new ResetResult.Busy();
    }

    static void report(TokenVerdict.Bad bad, Parts parts, String realm) {
        parts.events()
                .publish(new ResetEvent.LinkRefused(parts.now(), realm, bad.reason(), bad.accountId(), bad.linkId()));
    }
}
