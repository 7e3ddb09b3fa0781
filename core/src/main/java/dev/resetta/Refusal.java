package dev.resetta;

import dev.resetta.token.TokenVerdict;
import java.time.Instant;
import java.util.Optional;

/** Turns a private reason into what a page may say, reports it, and counts it against the client. */
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

    static void report(TokenVerdict.Bad bad, Parts parts, String realm) {
        parts.events()
                .publish(new ResetEvent.LinkRefused(parts.now(), realm, bad.reason(), bad.accountId(), bad.linkId()));
    }
}
