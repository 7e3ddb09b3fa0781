package dev.resetta.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How far the use of connections can be set. */
class ReuseTest {
    private static final Reuse STANDARD = Reuse.STANDARD;

    @Test
    void eachLimitReachesFromEndToEndAndLeavesTheOthersAlone() {
        assertThat(STANDARD.connections(1)).isEqualTo(new Reuse(1, STANDARD.idle(), STANDARD.mails()));
        assertThat(STANDARD.connections(100)).isEqualTo(new Reuse(100, STANDARD.idle(), STANDARD.mails()));
        assertThat(STANDARD.mails(1)).isEqualTo(new Reuse(STANDARD.connections(), STANDARD.idle(), 1));
        assertThat(STANDARD.mails(10_000)).isEqualTo(new Reuse(STANDARD.connections(), STANDARD.idle(), 10_000));
        for (Duration idle : new Duration[] {Duration.ZERO, Duration.ofMinutes(5)}) {
            assertThat(STANDARD.idle(idle)).isEqualTo(new Reuse(STANDARD.connections(), idle, STANDARD.mails()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 101})
    void anyOtherNumberOfConnectionsIsRefused(int connections) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> STANDARD.connections(connections))
                .withMessageContaining("1 to 100 connections, but this was " + connections);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 10_001})
    void anyOtherNumberOfMailsIsRefused(int mails) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> STANDARD.mails(mails))
                .withMessageContaining("1 to 10000 mails per connection");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-0.000000001S", "PT5M0.000000001S"})
    void anyOtherIdleTimeIsRefused(Duration idle) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> STANDARD.idle(idle))
                .withMessageContaining("5 minutes");
    }
}
