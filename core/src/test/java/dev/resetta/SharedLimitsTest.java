package dev.resetta;

import static dev.resetta.Fixture.ADDRESS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.limit.Limits;
import dev.resetta.limit.RequestLimiter;
import dev.resetta.token.SigningKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two processes over one limiter: with the same keys they count together, and a key tells nothing of what it counts. */
class SharedLimitsTest {
    private static final SigningKeys KEYS = Fixture.keys("2030-01", 1);
    private static final String CLIENT = "192.0.2.1";

    private final RequestLimiter shared = RequestLimiter.inMemory();
    private final Map<Fixture, PasswordReset> built = new HashMap<>();

    @Test
    void withTheSameKeysALimitReachedHereIsReachedThere() {
        Fixture here = node(KEYS);
        Fixture there = node(KEYS);

        for (int i = 0; i < 20; i++) {
            assertThat(ask(here, "person" + i)).isTrue();
        }

        assertThat(ask(here, "one.more")).isFalse();
        assertThat(ask(there, "one.more")).isFalse();
    }

    @Test
    void anAccountGetsThreeMailsHoweverManyProcessesAreAsked() {
        List<Fixture> nodes = Stream.generate(() -> node(KEYS)).limit(4).toList();
        for (Fixture node : nodes) {
            for (String spelling : List.of(ADDRESS, "ADA@example.com", "ada@EXAMPLE.com")) {
                reset(node).request(ResetRequest.forIdentifier(spelling));
                node.queue.run();
            }
        }

        assertThat(nodes.stream().mapToInt(node -> node.mail.links().size()).sum())
                .isEqualTo(3);
    }

    @Test
    void withOtherKeysEachCountsForItself() {
        Fixture here = node(KEYS);
        Fixture there = node(Fixture.keys("2030-01", 2));
        for (int i = 0; i < 21; i++) {
            ask(here, "person" + i);
        }

        assertThat(ask(here, "one.more")).isFalse();
        assertThat(ask(there, "one.more")).isTrue();
    }

    @Test
    void withoutKeysEachCountsForItself() {
        Fixture here = node(null);
        Fixture there = node(null);
        for (int i = 0; i < 21; i++) {
            ask(here, "person" + i);
        }

        assertThat(ask(here, "one.more")).isFalse();
        assertThat(ask(there, "one.more")).isTrue();
    }

    @Test
    void aKeyTellsNothingOfWhatItCounts() {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        Fixture fixture = node(KEYS);
        PasswordReset reset = fixture.builder()
                .requestLimiter(new RequestLimiter() {
                    @Override
                    public boolean tryAcquire(String key, Rate rate, Instant now) {
                        return seen.add(key);
                    }

                    @Override
                    public void giveBack(String key, Rate rate) {
                        seen.add(key);
                    }
                })
                .build();
        reset.request(ResetRequest.forIdentifier(ADDRESS).clientAddress(CLIENT));
        fixture.queue.run();
        reset.redeem(ResetSubmission.forToken(fixture.mail.newestToken())
                .password(Fixture.NEW)
                .clientAddress(CLIENT));

        assertThat(seen).hasSizeGreaterThan(3).allMatch(key -> key.matches("[0-9a-f]{64}"));
    }

    @Test
    void aDigestIsOfItsUseItsContentAndItsKey() {
        assertThat(Stream.of(
                        KEYS.digest("a", bytes("x")),
                        KEYS.digest("b", bytes("x")),
                        KEYS.digest("a", bytes("y")),
                        KEYS.digest("ax", bytes("")),
                        KEYS.digest("", bytes("ax")),
                        Fixture.keys("2030-01", 2).digest("a", bytes("x"))))
                .doesNotHaveDuplicates()
                .allMatch(digest -> digest.matches("[0-9a-f]{64}"));
        assertThat(KEYS.digest("a", bytes("x")))
                .isEqualTo(KEYS.digest("a", bytes("x")))
                .isEqualTo(KEYS.accepting("old", Fixture.key(9)).digest("a", bytes("x")));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Fixture node(SigningKeys keys) {
        Fixture fixture = Fixture.oneTime();
        fixture.limits = Limits.standard();
        fixture.keys = keys;
        return fixture;
    }

    private boolean ask(Fixture node, String typed) {
        return reset(node).request(ResetRequest.forIdentifier(typed).clientAddress(CLIENT));
    }

    private PasswordReset reset(Fixture node) {
        return built.computeIfAbsent(
                node, unbuilt -> unbuilt.builder().requestLimiter(shared).build());
    }
}
