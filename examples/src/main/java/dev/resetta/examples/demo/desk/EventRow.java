package dev.resetta.examples.demo.desk;

import dev.resetta.ResetEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is kept: what most kinds have in columns, and the rest, the private reasons above all, as text.
 *
 * @param id tells rows of one instant apart, and puts them in order
 * @param detail such as {@code used}; empty if there is nothing more to say
 */
record EventRow(
        Instant at,
        String id,
        String realm,
        String kind,
        @Nullable String accountId,
        @Nullable String linkId,
        @Nullable String operator,
        String detail) {
    static final int LONGEST_DETAIL = 1000;

    static EventRow of(ResetEvent event, String id) {
        return new EventRow(
                event.at().truncatedTo(ChronoUnit.MILLIS),
                id,
                event.realm(),
                event.getClass().getSimpleName(),
                event.accountId(),
                event.linkId(),
                event.operator(),
                storable(event.detail()));
    }

    /** The kind as people say it: "Link issued". */
    String title() {
        String words = kind.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** The same for a database whose character set is too narrow for the detail. */
    EventRow inAscii() {
        String plain = detail.replaceAll("[^\\p{ASCII}]", "?");
        return new EventRow(at, id, realm, kind, accountId, linkId, operator, plain);
    }

    /** Every database takes it: an operator's reason must not be worded so that its event is refused. */
    private static String storable(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST_DETAIL)).replaceAll("[\\p{Cc}\\p{Cs}]", "?");
    }
}
