package dev.resetta.examples.replays;

import static dev.resetta.examples.demo.TestSite.NEW_PASSWORD;
import static dev.resetta.examples.demo.TestSite.OTHER_PASSWORD;
import static dev.resetta.examples.demo.shop.DemoAccounts.ALMA;
import static dev.resetta.examples.replays.Application.ADA;
import static dev.resetta.examples.replays.Application.NEW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.PasswordReset;
import dev.resetta.ResetRequest;
import dev.resetta.ResetResult;
import dev.resetta.ResetSubmission;
import dev.resetta.account.Account;
import dev.resetta.examples.demo.TestBrowser;
import dev.resetta.examples.demo.TestSite;
import dev.resetta.token.StoredToken;
import dev.resetta.token.TokenPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Many at one moment: one wins, and nobody slips past a count. */
class RaceReplayTest {
    private static final String ONE_WINS = "winners of one link";
    private static final String NOTHING_GOOD_ELSEWHERE = "no good link went to an address that is not the account's";
    private static final int RACERS = 8;
    private static final int ROUNDS = Boolean.getBoolean("resetta.thorough") ? 300 : 20;

    /**
     * So many nodes judge one link good, wait for each other, and then all use it.
     *
     * @return how many changed the password
     */
    private static long winners(Application app) {
        CyclicBarrier allHaveJudged = new CyclicBarrier(RACERS);
        app.hasher = password -> {
            Race.await(allHaveJudged);
            return "hash of " + password + ", salt " + app.hashings.incrementAndGet();
        };
        List<PasswordReset> nodes = Stream.generate(app::node).limit(RACERS).toList();
        String token = app.tokenFor(ADA);
        List<ResetResult> results = Race.of(
                RACERS,
                racer -> nodes.get(racer).redeem(ResetSubmission.forToken(token).password(NEW + racer)));
        return results.stream().filter(ResetResult.Changed.class::isInstance).count();
    }

    private static void oneWins(Application app) {
        assertThat(winners(app)).as(ONE_WINS).isEqualTo(1);
    }

    @Replay(
            value = {"GHSA-r3xq-68wh-gwvh", "CVE-2024-48322", "authentik-19967", "OwnPay-546", "better-auth-test"},
            how =
                    "in memory: rounds of 8 nodes that have all judged a link good and then use it, one-time and hash-bound; winners counted")
    void inMemory() {
        for (int round = 0; round < ROUNDS; round++) {
            oneWins(Application.oneTime());
            oneWins(Application.of(TokenPolicy.hashBound()));
        }
    }

    @Planted(
            value = {"GHSA-r3xq-68wh-gwvh", "CVE-2024-48322", "authentik-19967", "OwnPay-546", "better-auth-test"},
            how = "an updater without compare-and-set, under hash-bound links and no transaction")
    void plantedBlindUpdater() {
        Application app = Application.of(TokenPolicy.hashBound());
        app.store = new ForwardingStore(app.store) {
            @Override
            public boolean transactionally(BooleanSupplier work) {
                return work.getAsBoolean();
            }
        };
        CyclicBarrier allWrite = new CyclicBarrier(RACERS);
        app.updater = update -> {
            Race.await(allWrite);
            return new BlindUpdater(app.accounts).update(update);
        };
        Caught.by(ONE_WINS, () -> oneWins(app));
    }

    @Replay(
            value = {"CVE-2026-22751", "HackerOne-3692149", "HackerOne-3695625"},
            how =
                    "on PostgreSQL at READ COMMITTED: rounds of 8 nodes that have all judged a link good and then use it, one-time and hash-bound; winners counted")
    void onPostgreSql() {
        TestDatabase database = TestDatabase.postgreSql();
        for (int round = 0; round < ROUNDS; round++) {
            for (TokenPolicy policy : List.of(TokenPolicy.oneTime(), TokenPolicy.hashBound())) {
                database.write(
                        "UPDATE users SET password_hash = ?", ADA.passwordHash().orElseThrow());
                Application app = database.application(policy);
                app.clock.advance(Duration.ofMinutes(round));
                oneWins(app);
            }
        }
    }

    @Planted(
            value = {"CVE-2026-22751", "HackerOne-3692149", "HackerOne-3695625"},
            how = "on PostgreSQL: a store whose swap always says true, and an update of users by id alone")
    void plantedSwap() {
        TestDatabase database = TestDatabase.postgreSql();
        Application app = database.application(TokenPolicy.oneTime());
        app.store = new ForwardingStore(app.store) {
            @Override
            public boolean swap(StoredToken seen, StoredToken next) {
                super.swap(seen, next);
                return true;
            }

            @Override
            public Optional<Found> find(String digest) {
                // Selected at first, and taken for granted after that.
                return Optional.of(
                        first.computeIfAbsent(digest, d -> super.find(d).orElseThrow()));
            }

            private final Map<String, Found> first = new ConcurrentHashMap<>();
        };
        app.directory = new StaleAccounts(app.directory);
        app.updater = update ->
                database.write("UPDATE users SET password_hash = ? WHERE id = ?", update.newHash(), update.accountId())
                        == 1;
        Caught.by(ONE_WINS, () -> oneWins(app));
    }

    @Replay(
            value = {"keycloak-37231", "keycloak-51220"},
            how = "over HTTP: the form is open in two browsers, and both send it in at one moment")
    void twoBrowsers() {
        try (TestSite site = TestSite.with("one-time")) {
            site.ask(ALMA.email());
            String link = site.resetLink(1);
            List<TestBrowser.Answer> forms =
                    List.of(site.browser().get(link), site.browser().get(link));
            assertThat(forms).allMatch(form -> form.status() == 200);
            List<String> passwords = List.of(NEW_PASSWORD, OTHER_PASSWORD);
            List<String> ends = Race.of(
                    2,
                    racer -> forms.get(racer)
                            .send("password", passwords.get(racer), "again", passwords.get(racer))
                            .path());
            assertThat(ends.stream().filter("/changed"::equals)).as(ONE_WINS).hasSize(1);
            assertThat(passwords.stream().filter(password -> site.signsIn(ALMA, password)))
                    .hasSize(1);
        }
    }

    /** While links are mailed, the address goes back and forth; afterwards every link is held against the account. */
    private static void addressInMotion(Application app) {
        List<String> addresses = List.of("ada@example.com", "ada@new.example");
        PasswordReset reset = app.reset();
        Race.of(2, racer -> {
            for (int i = 0; i < 200; i++) {
                if (racer == 0) {
                    app.accounts.put(Account.of(
                            ADA.id(), addresses.get(i % 2), ADA.passwordHash().orElseThrow()));
                } else {
                    reset.request(ResetRequest.forIdentifier(ADA.id()));
                    app.waiting.carryOut();
                }
            }
            return racer;
        });
        for (String address : addresses) {
            app.accounts.put(Account.of(ADA.id(), address, ADA.passwordHash().orElseThrow()));
            List<String> goodFor = new ArrayList<>();
            app.mailbox.links().stream()
                    .filter(link -> app.problem(link.link().replaceFirst(".*=", "")) == null)
                    .forEach(link -> goodFor.add(link.to().address()));
            assertThat(goodFor).as(NOTHING_GOOD_ELSEWHERE).allMatch(address::equals);
        }
        assertThat(app.mailbox.links()).hasSize(200);
    }

    @Replay(
            value = "CVE-2026-32700",
            how = "200 links while the address changes 200 times: each good one lies at the account's own address")
    void addressChangesAtOnce() {
        addressInMotion(Application.oneTime());
        addressInMotion(Application.of(TokenPolicy.hashBound()));
    }

    @Planted(value = "CVE-2026-32700", how = "an issuer that does not bind the address")
    void plantedUnboundAddress() {
        Application app = Application.oneTime();
        app.issuer = new TokenColumn((stored, token) -> !token.isEmpty());
        Caught.by(NOTHING_GOOD_ELSEWHERE, () -> addressInMotion(app));
    }
}
