package dev.resetta.mail;

import java.time.Duration;

/** How many connections there are, for how long one is kept without work, and for how many mails. */
record Reuse(int connections, Duration idle, int mails) {
    static final Reuse STANDARD = new Reuse(5, Duration.ofSeconds(30), 100);

    private static final int MOST_CONNECTIONS = 100;
    private static final Duration LONGEST_IDLE = Duration.ofMinutes(5);
    private static final int MOST_MAILS = 10_000;

    Reuse connections(int connections) {
        return new Reuse(between(MOST_CONNECTIONS, connections, "connections"), idle, mails);
    }

    Reuse idle(Duration idle) {
        if (idle.isNegative() || idle.compareTo(LONGEST_IDLE) > 0) {
            throw new IllegalArgumentException("The idle time is between 0 and 5 minutes, but was " + idle + ".");
        }
        return new Reuse(connections, idle, mails);
    }

    Reuse mails(int mails) {
        return new Reuse(connections, idle, between(MOST_MAILS, mails, "mails per connection"));
    }

    private static int between(int most, int number, String what) {
        if (number < 1 || number > most) {
            throw new IllegalArgumentException(
                    "There are 1 to " + most + " " + what + ", but this was " + number + ".");
        }
        return number;
    }
}
