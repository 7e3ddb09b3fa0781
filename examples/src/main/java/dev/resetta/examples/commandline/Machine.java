package dev.resetta.examples.commandline;

import java.time.Clock;
import java.util.Map;

/**
 * What a command takes from the machine it runs on.
 *
 * @param environment the environment variables
 * @param secrets those of them that nobody may see
 * @param clock what links live by
 * @param user who is signed in
 */
record Machine(Map<String, String> environment, Secrets secrets, Clock clock, String user) {
    static Machine thisOne() {
        return of(System.getenv(), Clock.systemUTC(), System.getProperty("user.name", "unknown"));
    }

    static Machine of(Map<String, String> environment, Clock clock, String user) {
        return new Machine(environment, new Secrets(environment), clock, user);
    }

    /** Tells nothing: an environment holds secrets. */
    @Override
    public String toString() {
        return "Machine";
    }
}
