package dev.resetta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.limit.Limits;
import dev.resetta.limit.RequestLimiter;
import dev.resetta.token.SigningKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The keys that are counted by: they tell nothing, and one subscriber has one. */
class ThrottleTest {
    private static final Instant NOW = Instant.ofEpochMilli(2_000_000_000_123L);

    private static final SigningKeys KEYS = SigningKeys.of("limits", new byte[32]);

    private final List<String> keys = new ArrayList<>();
    private final Throttle throttle = new Throttle(Limits.standard(), recording(), KEYS);

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2::1, 2001:db8:1:2:ffff:ffff:ffff:ffff, true",
        "2001:db8:1:2::1, 2001:0DB8:0001:0002:0:0:0:9, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1, false",
        "::ffff:192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "192.0.2.1, 192.0.2.1, true",
        "fe80::1, fe80::2, true",
        "fe80::1%eth0, fe80::2%eth1, true",
        "0000:0000:0000:0000:0000:ffff:192.168.255.255, 192.168.255.255, true",
        "2001:db8:1:2::1, 2001:db8:1:2::\u0661, false",
        "1:2, 1:3, false",
        "::g, ::h, false",
        "1, 0.0.0.1, false",
        "[2001:db8:1:2::1], 2001:db8:1:2::2, true",
        "[2001:db8:1:2::1], [2001:db8:1:3::1], false",
        "[fe80::1%eth0], fe80::2, true",
        "[::1, ::1, false",
        "[], [, false",
        "no address, no address, true"
    })
    void addressesOfOneSubscriberCountAsOne(String one, String other, boolean same) {
        throttle.allowsClient(Optional.of(one), NOW);
        throttle.allowsClient(Optional.of(other), NOW);

        assertThat(keys.get(0).equals(keys.get(1))).isEqualTo(same);
    }

    @Test
    void withoutAnAddressNoClientIsCounted() {
        assertThat(throttle.allowsClient(Optional.empty(), NOW)).isTrue();
        assertThat(throttle.allowsFailure(Optional.empty(), NOW)).isTrue();
        assertThat(keys).isEmpty();
    }

    @Test
    void whatIsCountedForOneThingIsNotForAnother() {
        throttle.allowsClient(Optional.of("x"), NOW);
        throttle.allowsFailure(Optional.of("x"), NOW);
        throttle.allowsIdentifier("", "x", NOW);
        throttle.allowsAccount("", "x", NOW);
        throttle.allowsSubmission("x", NOW);
        throttle.allowsIdentifier("staff", "x", NOW);
        throttle.allowsAccount("staff", "x", NOW);
        throttle.allowsIdentifier("", "X", NOW);
        throttle.allowsIdentifier("", "x ", NOW);
        throttle.allowsIdentifier("", "\ud83d", NOW);
        throttle.allowsIdentifier("", "?", NOW);

        assertThat(keys).doesNotHaveDuplicates().allMatch(key -> key.matches("[0-9a-f]{64}"));
    }

    @Test
    void whatIsGivenBackIsWhatWasTaken() {
        throttle.allowsIdentifier("staff", "x", NOW);
        throttle.giveBackIdentifier("staff", "x");
        throttle.allowsAccount("staff", "x", NOW);
        throttle.giveBackAccount("staff", "x");

        assertThat(keys.get(1)).isEqualTo("back " + keys.get(0));
        assertThat(keys.get(3)).isEqualTo("back " + keys.get(2));
    }

    @Test
    void withoutLimitsNobodyIsAsked() {
        Throttle free = new Throttle(Limits.none(), recording(), KEYS);

        assertThat(free.allowsClient(Optional.of("x"), NOW)).isTrue();
        assertThat(free.allowsIdentifier("", "x", NOW)).isTrue();
        assertThat(free.allowsAccount("", "x", NOW)).isTrue();
        assertThat(free.allowsFailure(Optional.of("x"), NOW)).isTrue();
        assertThat(free.allowsSubmission("x", NOW)).isTrue();
        free.giveBackIdentifier("", "x");
        free.giveBackAccount("", "x");
        assertThat(keys).isEmpty();
    }

    @Test
    void whatTheLimiterRefusesIsNotAllowed() {
        Throttle shut = new Throttle(Limits.standard(), refusing(), KEYS);

        assertThat(shut.allowsClient(Optional.of("x"), NOW)).isFalse();
        assertThat(shut.allowsIdentifier("", "x", NOW)).isFalse();
        assertThat(shut.allowsAccount("", "x", NOW)).isFalse();
        assertThat(shut.allowsFailure(Optional.of("x"), NOW)).isFalse();
        assertThat(shut.allowsSubmission("x", NOW)).isFalse();
    }

    private static RequestLimiter refusing() {
        return new RequestLimiter() {
            @Override
            public boolean tryAcquire(String key, Rate rate, Instant now) {
                return false;
            }

            @Override
            public void giveBack(String key, Rate rate) {}
        };
    }

    private RequestLimiter recording() {
        return new RequestLimiter() {
            @Override
            public boolean tryAcquire(String key, Rate rate, Instant now) {
                return keys.add(key);
            }

            @Override
            public void giveBack(String key, Rate rate) {
                keys.add("back " + key);
            }
        };
    }
}
