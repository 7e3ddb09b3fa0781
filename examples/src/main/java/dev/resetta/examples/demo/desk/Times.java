package dev.resetta.examples.demo.desk;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/**
 * Instants as the desk reads them.
 *
 * @param zone where the desk stands
 */
record Times(ZoneId zone) {
    private static final DateTimeFormatter TO_THE_MINUTE =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm z", Locale.ENGLISH);
    private static final DateTimeFormatter TO_THE_SECOND =
            DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss z", Locale.ENGLISH);

    /** For links, in two spellings: for people and for machines. */
    Map<String, Object> minute(Instant instant) {
        return both(instant, TO_THE_MINUTE);
    }

    /** For events. */
    Map<String, Object> second(Instant instant) {
        return both(instant, TO_THE_SECOND);
    }

    private Map<String, Object> both(Instant instant, DateTimeFormatter format) {
        return Map.of("text", format.format(instant.atZone(zone)), "instant", instant.toString());
    }
}
