package dev.resetta;

import static dev.resetta.Fixture.ADA;
import static dev.resetta.Fixture.changed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.account.Account;
import dev.resetta.token.TokenPolicy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Many hands on one link. */
class RedeemRaceTest {
    private static final int THREADS = 16;

    @ParameterizedTest
    @EnumSource(
            value = TokenPolicy.Kind.class,
            names = {"ONE_TIME", "HASH_BOUND"})
    void ofSixteenOneWins(TokenPolicy.Kind kind) {
        for (int round = 0; round < Race.rounds(); round++) {
            Fixture fixture = Fixture.of(kind);
            String token = fixture.token();

            List<ResetResult> results = Race.of(THREADS, i -> fixture.redeem(token, password(i)));

            assertOneWinner(fixture, results);
        }
    }

    @Test
    void ofSixteenOneWinsOnAStoreWithoutTransactions() {
        for (int round = 0; round < Race.rounds(); round++) {
            Fixture fixture = Fixture.oneTime();
            fixture.store = new ForwardingStore.WithoutTransactions();
            String token = fixture.token();

            assertOneWinner(fixture, Race.of(THREADS, i -> fixture.redeem(token, password(i))));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TokenPolicy.Kind.class,
            names = {"ONE_TIME", "HASH_BOUND"})
    void ofSixteenNodesThatAllHashAtOnceOneWins(TokenPolicy.Kind kind) {
        for (int round = 0; round < Race.rounds(); round++) {
            Fixture fixture = Fixture.of(kind);
            String token = fixture.token();

            List<ResetResult> results = Race.of(THREADS, i -> node(fixture).redeem(token, password(i)));

            assertThat(results).filteredOn(changed()::equals).hasSize(1);
            assertThat(winner(fixture)).isEqualTo(results.indexOf(changed()));
        }
    }

    @Test
    void aReusableLinkRefusesNobodyFalsely() {
        for (int round = 0; round < Race.rounds(); round++) {
            Fixture fixture = Fixture.of(TokenPolicy.Kind.REUSABLE);
            String token = fixture.token();

            List<ResetResult> results = Race.of(THREADS, i -> fixture.redeem(token, password(i)));

            assertThat(results).containsOnly(changed());
            assertThat(fixture.reset().check(token).isGood()).isTrue();
            assertThat(fixture.store.find(fixture.store.saved.get(0).digest()))
                    .map(found -> found.token().uses())
                    .hasValue(THREADS);
        }
    }

    @Test
    void aReusableLinkRefusesNobodyFalselyOnSeveralNodes() {
        for (int round = 0; round < Race.rounds(); round++) {
            Fixture fixture = Fixture.of(TokenPolicy.Kind.REUSABLE);
            String token = fixture.token();

            assertThat(Race.of(THREADS, i -> node(fixture).redeem(token, password(i))))
                    .containsOnly(changed());
            assertThat(fixture.reset().check(token).isGood()).isTrue();
        }
    }

    @Test
    void aReusableLinkSurvivesEveryRaceOnAStoreWithoutTransactions() {
        for (int round = 0; round < Race.rounds(); round++) {
            Fixture fixture = Fixture.of(TokenPolicy.Kind.REUSABLE);
            fixture.store = new ForwardingStore.WithoutTransactions();

            assertNobodyIsRefused(fixture);
        }
    }

    @Test
    void aReusableLinkSurvivesEveryRaceForAPasswordThatIsKeptElsewhere() {
        for (int round = 0; round < Race.rounds(); round++) {
            Fixture fixture = Fixture.of(TokenPolicy.Kind.REUSABLE);
            fixture.updater = TestAccounts.elsewhere(fixture.accounts::update);

            assertNobodyIsRefused(fixture);
        }
    }

    @Test
    void useAndCancelNeverBothWin() {
        for (int round = 0; round < Race.rounds(); round++) {
            Fixture fixture = Fixture.oneTime();
            String cancelToken = fixture.cancelToken();
            String token = fixture.mail.newestToken();

            List<Boolean> won = Race.of(
                    2,
                    i -> i == 0
                            ? fixture.reset().cancel(cancelToken)
                            : fixture.redeem(token, password(1)).equals(changed()));

            assertThat(won).containsExactlyInAnyOrder(true, false);
            assertThat(TestHasher.matches(password(1), fixture.accounts.hashOf(ADA)))
                    .isEqualTo(won.get(1));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 200})
    void manyPostsOfOneLinkMakeFewHashes(int posts) {
        Fixture fixture = Fixture.oneTime();
        String token = fixture.token();
        fixture.hasher.meanwhile = () -> LockSupport.parkNanos(20_000_000);

        List<ResetResult> results = Race.of(posts, i -> fixture.redeem(token, password(i)));

        assertOneWinner(fixture, results);
        assertThat(fixture.hasher.mostAtOnce.get())
                .isLessThanOrEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(fixture.hasher.made.get()).as("hashes in all").isLessThanOrEqualTo(8);
    }

    @Test
    void manyLinksHashAtMostAsManyAtOnceAsThereAreCores() {
        Fixture fixture = Fixture.oneTime();
        fixture.hasher.meanwhile = () -> LockSupport.parkNanos(5_000_000);
        List<String> tokens = IntStream.range(0, 64)
                .mapToObj(i -> {
                    String id = "account-" + (100 + i);
                    fixture.accounts.put(Account.of(id, id + "@example.com", TestHasher.fresh("")));
                    fixture.reset().request(ResetRequest.forIdentifier(id));
                    fixture.queue.run();
                    return fixture.mail.newestToken();
                })
                .toList();
        AtomicInteger done = new AtomicInteger();

        Race.of(
                64,
                i -> fixture.redeem(tokens.get(i), password(i)) instanceof ResetResult.Changed
                        ? done.incrementAndGet()
                        : 0);

        assertThat(done).hasValue(64);
        assertThat(fixture.hasher.made).hasValue(64);
        assertThat(fixture.hasher.mostAtOnce.get())
                .isLessThanOrEqualTo(Runtime.getRuntime().availableProcessors());
    }

    /** Who is told that the link is busy has lost nothing, and sends the password in again. */
    private static void assertNobodyIsRefused(Fixture fixture) {
        String token = fixture.token();

        List<ResetResult> results = Race.of(THREADS, i -> node(fixture).redeem(token, password(i)));

        assertThat(results).contains(changed()).isSubsetOf(changed(), new ResetResult.Busy());
        assertThat(fixture.reset().check(token).isGood()).isTrue();
        assertThat(fixture.redeem(token, password(THREADS))).isEqualTo(changed());
        assertThat(winner(fixture)).isEqualTo(THREADS);
    }

    /** Another process over the same accounts and rows. */
    private static Fixture node(Fixture fixture) {
        Fixture node = Fixture.of(fixture.policy.kind());
        node.accounts = fixture.accounts;
        node.store = fixture.store;
        node.updater = fixture.updater;
        node.clock.set(fixture.clock.instant());
        return node;
    }

    private static void assertOneWinner(Fixture fixture, List<ResetResult> results) {
        assertThat(results).filteredOn(changed()::equals).hasSize(1);
        assertThat(results)
                .filteredOn(result -> !result.equals(changed()))
                .hasOnlyElementsOfType(ResetResult.LinkRefused.class);
        assertThat(winner(fixture)).isEqualTo(results.indexOf(changed()));
        assertThat(fixture.events(ResetEvent.PasswordChanged.class)).hasSize(1);
        assertThat(fixture.queue.due()).as("one warning").isEqualTo(1);
    }

    private static int winner(Fixture fixture) {
        return IntStream.range(0, 1000)
                .filter(i -> TestHasher.matches(password(i), fixture.accounts.hashOf(ADA)))
                .findFirst()
                .orElse(-1);
    }

    private static String password(int number) {
        return "the password of racer " + number;
    }
}
