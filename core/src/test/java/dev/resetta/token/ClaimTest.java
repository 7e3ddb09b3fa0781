package dev.resetta.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.ForwardingStore;
import dev.resetta.token.StoredToken.State;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Claims on one reusable token that fall into each other, where no transaction keeps them apart. */
class ClaimTest {
    private static final String SEAL = "5".repeat(64);
    private static final String NEXT_SEAL = "6".repeat(64);
    private static final String MARK = "7".repeat(64);
    private static final Instant NOW = Instant.ofEpochMilli(2_000_000_000_123L);

    private final TokenStore store = TokenStore.inMemory();
    private final StoredToken saved = new StoredToken(
            "1".repeat(64),
            "2".repeat(64),
            "3".repeat(64),
            1,
            "",
            "account-17",
            TokenPolicy.Kind.REUSABLE,
            "",
            SEAL,
            NOW,
            NOW.plusSeconds(60),
            0,
            State.LIVE);

    ClaimTest() {
        store.save(saved);
    }

    @Test
    void aClaimThatIsGivenBackLeavesNoTrace() {
        claim().giveBack();

        assertThat(row()).isEqualTo(saved);
    }

    @Test
    void aClaimOverAnotherGoesPastItsEnd() {
        Claim first = claim();
        Claim second = claim();
        first.giveBack();
        second.settle(NEXT_SEAL);

        assertThat(row().state()).isEqualTo(State.LIVE);
        assertThat(row().seal()).isEqualTo(NEXT_SEAL);
    }

    @Test
    void whatIsGivenBackLateBringsNoOldSealBack() {
        Claim first = claim();
        Claim second = claim();
        second.settle(NEXT_SEAL);
        claim();
        first.giveBack();

        assertThat(row().seal()).isEqualTo(NEXT_SEAL);
    }

    @Test
    void aRowThatWasSeenUnderAnEarlierSealCannotBeClaimed() {
        Claim first = claim();
        Claim second = claim();
        StoredToken seenEarlier = row();
        second.giveBack();
        first.settle(NEXT_SEAL);

        for (int claims = 1; claims <= 3; claims++) {
            claim();
            assertThat(Claim.on(seenEarlier, store, MARK)).isEmpty();
        }
        assertThat(row().seal()).isEqualTo(NEXT_SEAL);
    }

    @Test
    void whoeverHasEndedTheTokenHasTheLastWord() {
        Claim claim = claim();
        store.swap(row(), row().become(State.REVOKED, row().uses(), MARK));
        claim.settle(NEXT_SEAL);
        claim.giveBack();

        assertThat(row().state()).isEqualTo(State.REVOKED);
        assertThat(row().seal()).isEqualTo(MARK);
    }

    @Test
    void aClaimCountsOneUseAndOnlyAOneTimeTokenEndsWithIt() {
        claim();
        assertThat(row()).isEqualTo(saved.become(State.CLAIMED, 1, SEAL));

        StoredToken oneTime = ForwardingStore.with(
                ForwardingStore.with(saved, "kind", TokenPolicy.Kind.ONE_TIME), "digest", "9".repeat(64));
        store.save(oneTime);
        assertThat(Claim.on(oneTime, store, MARK)).map(Claim::seen).hasValue(oneTime);
        assertThat(Claim.on(oneTime, store, MARK)).as("somebody was faster").isEmpty();
        assertThat(store.find(oneTime.digest()).orElseThrow().token()).isEqualTo(oneTime.become(State.USED, 1, MARK));
    }

    @Test
    void settlingGoesPastNinetyNineClaimsOfOthersAndNotPastAHundred() {
        Claim claim = Claim.on(saved, new Busy(99), MARK).orElseThrow();
        claim.settle(NEXT_SEAL);
        assertThat(row().seal()).isEqualTo(NEXT_SEAL);
        assertThat(row().state()).isEqualTo(State.LIVE);

        Claim late = Claim.on(row(), new Busy(100), MARK).orElseThrow();
        assertThatThrownBy(() -> late.settle(MARK))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("in use so often");
        assertThat(row().seal()).isEqualTo(NEXT_SEAL);
    }

    @Test
    void aRowThatIsGoneNeedsNoSeal() {
        Claim claim = claim();
        store.deleteExpired(NOW.plusSeconds(61), 1);

        claim.settle(NEXT_SEAL);

        assertThat(store.find(saved.digest())).isEmpty();
    }

    /** Somebody else claims the row right before each of so many tries to seal it anew. */
    private final class Busy extends ForwardingStore {
        private int claims;

        Busy(int claims) {
            super(store);
            this.claims = claims;
        }

        @Override
        public boolean swap(StoredToken seen, StoredToken next) {
            if (next.state() == State.LIVE && claims-- > 0) {
                claim();
            }
            return super.swap(seen, next);
        }
    }

    private Claim claim() {
        Optional<Claim> claim = Claim.on(row(), store, MARK);
        return claim.orElseThrow();
    }

    private StoredToken row() {
        return store.find(saved.digest()).orElseThrow().token();
    }
}
