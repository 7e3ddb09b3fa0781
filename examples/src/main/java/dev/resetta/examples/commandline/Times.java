package dev.resetta.examples.commandline;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How times are told to people: in UTC, whatever the machine's zone is, and from now. */
record Times(Instant now) {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long MOST_HOURS = 96;

    /** For example {@code 2026-11-28 16:50 UTC, in 72 hours}. */
    String told(Instant time) {
        return UTC.format(time) + ", " + fromNow(time);
    }

    private String fromNow(Instant time) {
        Duration distance = Duration.between(now, time);
        String length = length(Math.round(distance.abs().toMillis() / 1000.0));
        return distance.isNegative() ? length + " ago" : "in " + length;
    }

    /** Rounded to the nearest whole unit, since a link is a moment old when its lifetime is told. */
    private static String length(long seconds) {
        if (seconds < MINUTE) {
            return "less than a minute";
        } else if (seconds < 2 * HOUR) {
            return counted(seconds, MINUTE, "minute");
        }
        return seconds <= MOST_HOURS * HOUR ? counted(seconds, HOUR, "hour") : counted(seconds, DAY, "day");
    }

    private static String counted(long seconds, long unit, String name) {
        long count = Math.round((double) seconds / unit);
        return count + " " + name + (count == 1 ? "" : "s");
    }
}
