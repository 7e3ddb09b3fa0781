package dev.resetta.micrometer;

import dev.resetta.ResetEvent;
import dev.resetta.ResetEvent.Limit;
import dev.resetta.ResetEvent.NoMail;
import dev.resetta.token.TokenVerdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One event of each kind and constant; all that could name somebody holds the word {@link #SECRET}. */
final class Events {
    static final String SECRET = "secret";

    private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");
    private static final String REALM = "realm-" + SECRET;
    private static final String ACCOUNT = "account-" + SECRET;
    private static final String LINK = "link-" + SECRET;
    private static final String OPERATOR = "operator-" + SECRET;
    private static final String REASON = "reason-" + SECRET;

    private Events() {}

    static List<ResetEvent> all() {
        List<ResetEvent> events = new ArrayList<>(List.of(
                new ResetEvent.Requested(AT, REALM),
                new ResetEvent.Dropped(AT, REALM, ACCOUNT),
                new ResetEvent.LinkIssued(AT, REALM, ACCOUNT, LINK, AT),
                new ResetEvent.LinkDelivered(AT, REALM, ACCOUNT, LINK),
                new ResetEvent.NoticeDelivered(AT, REALM, ACCOUNT),
                new ResetEvent.DeliveryUncertain(AT, REALM, ACCOUNT, REASON),
                new ResetEvent.PasswordRefused(AT, REALM, ACCOUNT, LINK, List.of(REASON)),
                new ResetEvent.Busy(AT, REALM, ACCOUNT, LINK),
                new ResetEvent.PasswordChanged(AT, REALM, ACCOUNT, LINK),
                new ResetEvent.OutcomeUncertain(AT, REALM, ACCOUNT, LINK),
                new ResetEvent.IssuedBySupport(AT, REALM, ACCOUNT, LINK, AT, OPERATOR, REASON),
                new ResetEvent.MailedBySupport(AT, REALM, ACCOUNT, OPERATOR),
                new ResetEvent.RevokedBySupport(AT, REALM, ACCOUNT, LINK, OPERATOR),
                new ResetEvent.PurgedBySupport(AT, REALM, 3, OPERATOR),
                new ResetEvent.LinkCancelled(AT, REALM, ACCOUNT, LINK)));
        for (boolean again : new boolean[] {true, false}) {
            events.add(new ResetEvent.DeliveryFailed(AT, REALM, ACCOUNT, REASON, again));
            events.add(new ResetEvent.SessionsNotEnded(AT, REALM, ACCOUNT, again));
        }
        Stream.of(Limit.values())
                .map(limit -> new ResetEvent.Throttled(AT, REALM, limit, ACCOUNT))
                .forEach(events::add);
        Stream.of(NoMail.values())
                .map(reason -> new ResetEvent.NothingSent(AT, REALM, reason, ACCOUNT))
                .forEach(events::add);
        Stream.of(TokenVerdict.Reason.values())
                .map(reason -> new ResetEvent.LinkRefused(AT, REALM, reason, ACCOUNT, LINK))
                .forEach(events::add);
        return events;
    }
}
