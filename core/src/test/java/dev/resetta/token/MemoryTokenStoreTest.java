package dev.resetta.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.token.StoredToken.State;
import dev.resetta.token.TokenStore.Found;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The store in memory, call by call; its units are in {@link MemoryUnitTest}, and the contract of all stores in testkit. */
@Timeout(120)
class MemoryTokenStoreTest {
    private static final Instant NOW = Instant.ofEpochMilli(2_000_000_000_123L);
    private static final String SEAL = "5".repeat(64);
    private static final String MARK = "7".repeat(64);

    private final TokenStore store = TokenStore.inMemory();

    @Test
    void aDigestIsSavedOnce() {
        StoredToken row = row(1, "", "account-17");
        store.save(row);

        assertThatThrownBy(() -> store.save(row(1, "", "account-18"))).isInstanceOf(IllegalStateException.class);

        assertThat(store.find(row.digest())).hasValue(new Found(row, 0));
        assertThat(store.find("0".repeat(64))).isEmpty();
    }

    @Test
    void theRowsOfAnAccountAreFoundTheNewestFirstAndNobodyElses() {
        StoredToken older = row(1, "", "account-17");
        StoredToken newer = row(2, "", "account-17");
        store.save(older);
        store.save(newer);
        store.save(row(3, "staff", "account-17"));
        store.save(row(4, "", "account-18"));
        store.supersede(newer.slot(), 9);

        assertThat(store.findByAccount("", "account-17")).containsExactly(new Found(newer, 9), new Found(older, 0));
        assertThat(store.findByAccount("", "account-19")).isEmpty();
    }

    @Test
    void aRowIsSwappedOnlyAsItWasSeen() {
        StoredToken row = row(1, "", "account-17");
        StoredToken used = row.become(State.USED, 1, MARK);
        store.save(row);

        assertThat(store.swap(row.become(State.LIVE, 1, SEAL), used)).isFalse();
        assertThat(store.swap(row.become(State.CLAIMED, 0, SEAL), used)).isFalse();
        assertThat(store.swap(row(2, "", "account-17"), used)).isFalse();
        assertThat(store.find(row.digest())).hasValue(new Found(row, 0));

        assertThat(store.swap(row.become(State.LIVE, 0, MARK), used))
                .as("the seal is not compared")
                .isTrue();
        assertThat(store.find(row.digest())).hasValue(new Found(used, 0));
    }

    @Test
    void aSlotOnlyRises() {
        StoredToken row = row(1, "", "account-17");
        store.save(row);
        store.supersede(row.slot(), 9);
        store.supersede(row.slot(), 8);

        assertThat(store.find(row.digest())).hasValue(new Found(row, 9));
    }

    @Test
    void theOldAreDeletedAFewAtATimeAndTheOthersStay() {
        for (int number = 1; number <= 3; number++) {
            store.save(row(number, "", "account-17"));
        }
        StoredToken later = ending(4, NOW.plusMillis(1));
        store.save(later);

        assertThat(store.deleteExpired(NOW, 2)).as("nothing ended before").isZero();
        assertThat(store.deleteExpired(NOW.plusMillis(1), 2)).isEqualTo(2);
        assertThat(store.deleteExpired(NOW.plusMillis(1), 2)).isEqualTo(1);
        assertThat(store.deleteExpired(NOW.plusMillis(1), 2)).isZero();
        assertThat(store.findByAccount("", "account-17")).containsExactly(new Found(later, 0));
    }

    @Test
    void aSlotGoesWithItsLastRowAndNotBefore() {
        StoredToken row = row(1, "", "account-17");
        StoredToken later = ending(2, NOW.plusSeconds(1));
        store.save(row);
        store.save(later);
        store.supersede(row.slot(), 8);
        store.supersede(later.slot(), 9);

        assertThat(store.deleteExpired(NOW.plusMillis(1), 10)).isEqualTo(1);
        store.save(row);

        assertThat(store.find(row.digest())).hasValue(new Found(row, 0));
        assertThat(store.find(later.digest())).hasValue(new Found(later, 9));
    }

    @Test
    void whatFollowsACommitIsForgottenWithThePartThatIsUndone() {
        List<String> followed = new ArrayList<>();
        store.afterCommit(() -> followed.add("outside"));
        store.transactionally(() -> {
            store.afterCommit(() -> followed.add("of the whole"));
            store.transactionally(() -> {
                store.afterCommit(() -> followed.add("of a part undone"));
                store.afterCommit(() -> followed.add("of a part undone"));
                return false;
            });
            store.transactionally(() -> {
                store.afterCommit(() -> followed.add("of a part"));
                return true;
            });
            assertThatThrownBy(() -> store.transactionally(() -> {
                        store.afterCommit(() -> followed.add("of a part that failed"));
                        throw new IllegalStateException("the part");
                    }))
                    .hasMessage("the part");
            assertThat(followed).as("the whole is not done yet").containsExactly("outside");
            return true;
        });
        store.transactionally(() -> {
            store.afterCommit(() -> followed.add("of a whole undone"));
            return false;
        });

        assertThat(followed).containsExactly("outside", "of the whole", "of a part");
    }

    @Test
    void noCallKeepsOthersOut() throws Exception {
        StoredToken row = row(1, "", "account-17");
        List<Runnable> calls = List.of(
                () -> store.save(row),
                () -> store.find(row.digest()),
                () -> store.swap(row, row.become(State.LIVE, 1, SEAL)),
                () -> store.supersede(row.slot(), 1),
                () -> store.findByAccount("", "account-17"),
                () -> store.deleteExpired(NOW, 1),
                () -> store.transactionally(() -> store.transactionally(() -> true)),
                () -> store.transactionally(() -> false));
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            for (Runnable call : calls) {
                call.run();
                assertThat(other.submit(() -> store.find(row.digest())).get(30, TimeUnit.SECONDS))
                        .isPresent();
            }
        } finally {
            other.shutdownNow();
        }
    }

    private static StoredToken row(int number, String realm, String accountId) {
        return row(number, realm, accountId, NOW);
    }

    private static StoredToken ending(int number, Instant expiresAt) {
        return row(number, "", "account-17", expiresAt);
    }

    private static StoredToken row(int number, String realm, String accountId, Instant expiresAt) {
        return new StoredToken(
                Integer.toString(number).repeat(64),
                "c".repeat(64),
                "slot" + number,
                number,
                realm,
                accountId,
                TokenPolicy.Kind.REUSABLE,
                "",
                SEAL,
                NOW.minusSeconds(60),
                expiresAt,
                0,
                State.LIVE);
    }
}
