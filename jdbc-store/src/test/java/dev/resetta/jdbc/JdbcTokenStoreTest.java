package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.token.StoredToken;
import dev.resetta.token.StoredToken.State;
import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenStore;
import dev.resetta.token.TokenStore.Found;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.TimeZone;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What this store adds to the contract of every token store. */
class JdbcTokenStoreTest {
    private final DataSource source = Memory.database();
    private final ResetDatabase database = ResetDatabase.of(source).createSchema();
    private final TokenStore store = database.tokenStore();

    @Test
    void aSavedRowIsFoundUnchanged() {
        StoredToken token = new StoredToken(
                Memory.digest(),
                Memory.digest(),
                Memory.digest(),
                Long.MAX_VALUE,
                "staff/acme",
                "Zoë Ωμέγα 🙂",
                TokenPolicy.Kind.REUSABLE,
                "2026-11",
                Memory.digest(),
                Instant.parse("2026-11-21T10:15:30.001Z"),
                Instant.parse("2026-11-24T10:15:30.999Z"),
                41,
                State.REVOKED);
        store.save(token);

        assertThat(store.find(token.digest())).contains(new Found(token, 0));
    }

    @Test
    void everyKindAndStateIsKept() {
        for (State state : State.values()) {
            StoredToken token = Memory.changed(Memory.token(), state, 3);
            store.save(token);
            assertThat(store.find(token.digest())).contains(new Found(token, 0));
        }
    }

    @Test
    void anUnknownDigestIsNotFound() {
        store.save(Memory.token());

        assertThat(store.find(Memory.digest())).isEmpty();
        assertThat(store.find("")).isEmpty();
        assertThat(store.find("' OR 1 = 1 --")).isEmpty();
    }

    @Test
    void digestsAreComparedByteForByte() {
        StoredToken token = Memory.token();
        store.save(token);
        String digest = token.digest();
        char last = digest.charAt(63);

        assertThat(store.find(digest.toUpperCase(Locale.ROOT))).isEmpty();
        assertThat(store.find(digest + " ")).isEmpty();
        assertThat(store.find(digest.substring(0, 62))).isEmpty();
        assertThat(store.find(digest.substring(0, 63) + (last == '0' ? '1' : '0')))
                .isEmpty();
    }

    @Test
    void anExceptionQuotesNoData() {
        StoredToken token = Memory.token();
        store.save(token);

        assertThatThrownBy(() -> store.save(token))
                .isInstanceOf(ResetDatabaseException.class)
                .hasMessageContaining("23505")
                .satisfies(thrown -> {
                    for (Throwable t = thrown; t != null; t = t.getCause()) {
                        assertThat(t.toString().toLowerCase(Locale.ROOT)).doesNotContain(token.digest(), "alice");
                    }
                });
    }

    @Test
    void valuesTooLongForTheirColumnsAreRefusedBeforeTheDatabaseSeesThem() {
        StoredToken longestId = Memory.token("r".repeat(100), "a".repeat(200), Memory.digest(), 1, Memory.NOW);
        store.save(longestId);
        assertThat(store.find(longestId.digest())).isPresent();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.save(Memory.token("", "a".repeat(201), Memory.digest(), 1, Memory.NOW)))
                .withMessageContaining("account id has 201 characters");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.save(Memory.token("r".repeat(101), "a", Memory.digest(), 1, Memory.NOW)))
                .withMessageContaining("realm");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.save(Memory.token("", "a", "abc", 1, Memory.NOW)))
                .withMessageContaining("64");
    }

    @Test
    void aKeyIdHasUpToThirtyTwoCharacters() {
        StoredToken longest = signedWith("k".repeat(32));
        store.save(longest);
        assertThat(store.find(longest.digest())).contains(new Found(longest, 0));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.save(signedWith("k".repeat(33))))
                .withMessageContaining("key id has 33 characters");
    }

    private static StoredToken signedWith(String keyId) {
        return new StoredToken(
                Memory.digest(),
                Memory.digest(),
                Memory.digest(),
                1,
                "",
                "alice",
                TokenPolicy.Kind.ONE_TIME,
                keyId,
                Memory.digest(),
                Memory.NOW,
                Memory.NOW,
                0,
                State.LIVE);
    }

    @Test
    void aSlotEndsNoOtherSlot() {
        StoredToken token = Memory.token();
        store.save(token);
        store.supersede(Memory.digest(), 9);

        assertThat(store.find(token.digest())).map(Found::slotNumber).contains(0L);
    }

    @Test
    void anAccountsRowsAreFoundNewestFirstWithTheirSlots() {
        String slot = Memory.digest();
        StoredToken older = Memory.token("staff", "alice", slot, 1, Memory.NOW);
        StoredToken newer = Memory.token("staff", "alice", slot, 2, Memory.NOW);
        store.save(older);
        store.save(newer);
        store.save(Memory.token("staff", "Alice", slot, 3, Memory.NOW));
        store.save(Memory.token("", "alice", slot, 4, Memory.NOW));
        store.supersede(slot, 2);

        assertThat(store.findByAccount("staff", "alice")).containsExactly(new Found(newer, 2), new Found(older, 2));
        assertThat(store.findByAccount("nowhere", "alice")).isEmpty();
    }

    @Test
    void accountsAreToldApartEvenIfTheDatabaseFoldsThem() {
        ResetDatabase folding =
                ResetDatabase.of(Memory.database(";IGNORECASE=TRUE")).createSchema();
        StoredToken token = Memory.token("staff", "alice", Memory.digest(), 1, Memory.NOW);
        folding.tokenStore().save(token);

        assertThat(folding.tokenStore().findByAccount("staff", "ALICE")).isEmpty();
        assertThat(folding.tokenStore().findByAccount("staff", "alice")).hasSize(1);
    }

    @Test
    void onlyExpiredRowsAreDeletedAndNeverMoreThanTheLimit() {
        for (int i = 0; i < 10; i++) {
            store.save(Memory.token("", "account" + i, Memory.digest(), 1, Memory.NOW.minusMillis(i)));
        }

        assertThat(store.deleteExpired(Memory.NOW, 4)).isEqualTo(4);
        assertThat(store.deleteExpired(Memory.NOW, 100)).isEqualTo(5);
        assertThat(store.deleteExpired(Memory.NOW, 100)).isZero();
        assertThat(store.findByAccount("", "account0"))
                .as("expires exactly then")
                .hasSize(1);
    }

    @Test
    void aSlotStaysWhileAnEarlierLinkOutlivesTheOneThatReplacedIt() {
        String slot = Memory.digest();
        StoredToken replaced = Memory.token("", "alice", slot, 1, Memory.NOW.plusSeconds(60));
        store.save(replaced);
        store.save(Memory.token("", "alice", slot, 2, Memory.NOW.minusSeconds(60)));
        store.supersede(slot, 2);

        assertThat(store.deleteExpired(Memory.NOW, 10)).isEqualTo(1);
        assertThat(store.find(replaced.digest())).contains(new Found(replaced, 2));
    }

    @Test
    void instantsSurviveAChangeOfTheTimeZone() {
        TimeZone before = TimeZone.getDefault();
        // 01:30 on the night the clocks go back: there are two of them.
        Instant ambiguous = Instant.parse("2026-10-25T00:30:00.123Z");
        StoredToken token = Memory.token("", "alice", Memory.digest(), 1, ambiguous);
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            store.save(token);
            TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
            assertThat(store.find(token.digest())).contains(new Found(token, 0));
            assertThat(store.deleteExpired(ambiguous, 10)).isZero();
            TimeZone.setDefault(TimeZone.getTimeZone("America/Los_Angeles"));
            assertThat(store.find(token.digest())).contains(new Found(token, 0));
            assertThat(store.deleteExpired(ambiguous.plus(Duration.ofMillis(1)), 10))
                    .isEqualTo(1);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void findingIsOneStatement() {
        WatchedDataSource watched = new WatchedDataSource(source);
        TokenStore seen =
                ResetDatabase.of(watched.source()).product(DatabaseProduct.H2).tokenStore();
        seen.find(Memory.digest());

        assertThat(watched.calls()).containsOnlyOnce("Connection.prepareStatement");
        assertThat(watched.connectionsOut()).isZero();
    }
}
