package dev.resetta.examples.replays;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Sees that a replay finds what was planted. */
final class Caught {
    private Caught() {}

    /**
     * Runs a replay against a weak part.
     *
     * @param promise what the replay says it has looked at when it fails, so that it fails because of that and nothing else
     */
    static void by(String promise, ThrowingCallable replay) {
        assertThatExceptionOfType(AssertionError.class)
                .as("the replay has to fail")
                .isThrownBy(replay)
                .withMessageContaining(promise);
    }
}
