package dev.resetta.examples.demo.desk;

import dev.resetta.ResetEvent;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is kept: what most kinds have in columns, and the rest, the private reasons above all, as text.
 *
 * @param id tells rows of one instant apart, and puts them in order
 * @param detail such as {@code reason: used}; empty if there is nothing more to say
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

    /** Reads an event by the names of its parts, so that a kind of event that is yet to come needs no line here. */
    static EventRow of(ResetEvent event, String id) {
        Map<String, String> parts = parts(event);
        parts.remove("at");
        parts.remove("realm");
        String accountId = parts.remove("accountId");
        String linkId = parts.remove("linkId");
        String operator = parts.remove("operator");
        String detail = parts.entrySet().stream()
                .map(part -> words(part.getKey()) + ": " + part.getValue())
                .collect(Collectors.joining("; "));
        return new EventRow(
                event.at().truncatedTo(ChronoUnit.MILLIS),
                id,
                event.realm(),
                event.getClass().getSimpleName(),
                accountId,
                linkId,
                operator,
                storable(detail));
    }

    /** The kind as people say it: "Link issued". */
    String title() {
        String words = words(kind);
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

    private static Map<String, String> parts(ResetEvent event) {
        Map<String, String> parts = new LinkedHashMap<>();
        for (RecordComponent part : Objects.requireNonNull(event.getClass().getRecordComponents())) {
            Object value = value(event, part);
            if (value != null) {
                parts.put(part.getName(), said(value));
            }
        }
        return parts;
    }

    private static @Nullable Object value(ResetEvent event, RecordComponent part) {
        try {
            return part.getAccessor().invoke(event);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The event " + event.getClass().getSimpleName() + " cannot be read.", e);
        }
    }

    private static String said(Object value) {
        return value instanceof Enum<?> constant
                ? constant.name().toLowerCase(Locale.ROOT).replace('_', ' ')
                : value.toString();
    }

    private static String words(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
