package dev.resetta.examples.replays;

import static dev.resetta.examples.replays.Application.ADA;
import static dev.resetta.examples.replays.Application.NEW;
import static dev.resetta.examples.replays.Application.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.resetta.LinkProblem;
import dev.resetta.ResetResult;
import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import dev.resetta.testkit.InMemoryAccounts;
import dev.resetta.token.StoredToken;
import dev.resetta.token.TokenPolicy;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** When a link ends: by the clock, by its use, by a newer one, and by every change of its account. */
class LifetimeReplayTest {
    private static final String EXPIRED = "good until its expiry and no longer";
    private static final String ONCE = "good once";
    private static final String NEWEST = "only the newest is good";
    private static final String DEAD_AFTER_CHANGE = "dead after the change";

    private static final Duration A_MILLISECOND = Duration.ofMillis(1);

    private static void goodUntil(Application app, Duration lifetime) {
        String token = app.tokenFor(ADA);
        app.clock.advance(lifetime.minus(A_MILLISECOND));
        assertThat(app.problem(token)).as(EXPIRED).isNull();
        for (int i = 0; i < 2; i++) {
            app.clock.advance(A_MILLISECOND);
            assertThat(app.problem(token)).as(EXPIRED).isEqualTo(LinkProblem.EXPIRED);
            assertThat(app.redeems(token)).as(EXPIRED).isFalse();
        }
    }

    @Replay(value = "CVE-2022-36106", how = "a millisecond before the expiry, at it, and after it, for each policy")
    void expiry() {
        for (TokenPolicy policy : Application.POLICIES) {
            goodUntil(Application.of(policy), policy.lifetime());
        }
    }

    @Planted(value = "CVE-2022-36106", how = "a clock that stands still")
    void plantedClock() {
        for (TokenPolicy policy : Application.POLICIES) {
            Application app = Application.of(policy);
            app.resetClock = Clock.fixed(app.clock.instant(), app.clock.getZone());
            Caught.by(EXPIRED, () -> goodUntil(app, policy.lifetime()));
        }
    }

    @Replay(
            value = {"CVE-2026-21622", "CVE-2026-40585"},
            how = "each way to make a policy sets a lifetime; none, a negative, an endless one are refused")
    void noEndlessLinks() throws Exception {
        for (Method method : TokenPolicy.class.getMethods()) {
            if (Modifier.isStatic(method.getModifiers())) {
                TokenPolicy policy = (TokenPolicy) method.invoke(null);
                assertThat(policy.lifetime()).as(method.getName()).isPositive().isLessThanOrEqualTo(Duration.ofDays(7));
            }
        }
        for (Duration lifetime :
                List.of(Duration.ZERO, Duration.ofHours(-1), Duration.ofDays(8), ChronoUnit.FOREVER.getDuration())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TokenPolicy.oneTime().lifetime(lifetime));
        }
    }

    @Replay(value = "CVE-2026-52809", how = "a lifetime of a minute; and a token and a row that tell a later expiry")
    void lifetimeOfThePolicy() {
        for (TokenPolicy policy : Application.POLICIES) {
            goodUntil(Application.of(policy.lifetime(Duration.ofMinutes(1))), Duration.ofMinutes(1));
        }
        Application app = Application.of(TokenPolicy.hashBound());
        String[] parts = app.tokenFor(ADA).split("\\.", -1);
        parts[3] = String.valueOf(Long.parseLong(parts[3]) + 1);
        assertThat(app.problem(String.join(".", parts))).isEqualTo(LinkProblem.INVALID);
    }

    private static void usedTwice(Application app) {
        String token = app.tokenFor(ADA);
        assertThat(app.redeem(token, NEW)).isEqualTo(new ResetResult.Changed(ADA.id()));
        assertThat(app.redeem(token, OTHER)).as(ONCE).isInstanceOf(ResetResult.LinkRefused.class);
        assertThat(app.problem(token)).as(ONCE).isNotNull();
    }

    @Replay(
            value = {"CVE-2024-41888", "CVE-2016-11074", "CVE-2023-31287"},
            how = "used twice, one-time and hash-bound")
    void usedTwice() {
        usedTwice(Application.oneTime());
        usedTwice(Application.of(TokenPolicy.hashBound()));
    }

    @Planted(
            value = {"CVE-2024-41888", "CVE-2016-11074", "CVE-2023-31287"},
            how = "a store whose swap says true and writes nothing, with accounts whose stamp never changes")
    void plantedSwap() {
        Application app = Application.oneTime();
        app.store = new ForwardingStore(app.store) {
            @Override
            public boolean swap(StoredToken seen, StoredToken next) {
                return true;
            }
        };
        app.directory = new WithoutHash(app.accounts);
        app.updater = new BlindUpdater(app.accounts);
        Caught.by(ONCE, () -> usedTwice(app));
    }

    private static void threeLinks(Application app) {
        String first = app.tokenFor(ADA);
        String second = app.tokenFor(ADA);
        String third = app.tokenFor(ADA);
        assertThat(app.problem(first)).as(NEWEST).isEqualTo(LinkProblem.REPLACED);
        assertThat(app.redeems(second)).as(NEWEST).isFalse();
        assertThat(app.redeems(third)).isTrue();
    }

    @Replay(
            value = {"CVE-2024-41890", "CVE-2022-24892", "CVE-2023-3591", "CVE-2026-24467"},
            how = "of three links the third alone is good; hash-bound ones all die with the first use")
    void olderLinks() {
        threeLinks(Application.oneTime());
        threeLinks(Application.of(TokenPolicy.reusableUntilExpiry()));
        Application hashBound = Application.of(TokenPolicy.hashBound());
        List<String> tokens = List.of(hashBound.tokenFor(ADA), hashBound.tokenFor(ADA), hashBound.tokenFor(ADA));
        assertThat(tokens).doesNotHaveDuplicates();
        assertThat(tokens.stream().filter(hashBound::redeems)).hasSize(1);
    }

    @Planted(
            value = {"CVE-2024-41890", "CVE-2022-24892", "CVE-2023-3591", "CVE-2026-24467"},
            how = "a store that forgets which number a slot has reached")
    void plantedSlot() {
        Application app = Application.oneTime();
        app.store = new ForwardingStore(app.store) {
            @Override
            public void supersede(String slot, long number) {}
        };
        Caught.by(NEWEST, () -> threeLinks(app));
    }

    private static void diesOf(Application app, Runnable change) {
        String token = app.tokenFor(ADA);
        change.run();
        assertThat(app.problem(token)).as(DEAD_AFTER_CHANGE).isEqualTo(LinkProblem.INVALID);
        assertThat(app.redeems(token)).as(DEAD_AFTER_CHANGE).isFalse();
    }

    private static void changedPassword(Application app) {
        diesOf(
                app,
                () -> app.accounts.change(ADA.id(), account -> InMemoryAccounts.withHash(account, "hash of another")));
    }

    @Replay(
            value = {"CVE-2021-33322", "CVE-2020-11027", "CVE-2018-17298"},
            how = "the password is changed by other hands, for each policy")
    void changedPassword() {
        Application.POLICIES.forEach(policy -> changedPassword(Application.of(policy)));
    }

    @Planted(
            value = {"CVE-2021-33322", "CVE-2020-11027", "CVE-2018-17298"},
            how = "a directory that reads from a cache")
    void plantedReplica() {
        for (TokenPolicy policy : Application.POLICIES) {
            Application app = Application.of(policy);
            app.directory = new StaleAccounts(app.accounts);
            Caught.by(DEAD_AFTER_CHANGE, () -> changedPassword(app));
        }
    }

    private static void deletedUser(Application app) {
        diesOf(app, () -> app.accounts.remove(ADA.id()));
        app.accounts.put(ADA);
        diesOf(app, () -> {
            app.accounts.remove(ADA.id());
            app.accounts.put(Account.of(ADA.id(), "somebody.else@example.com", "hash of somebody else's password"));
        });
    }

    @Replay(value = "CVE-2021-25961", how = "the account is deleted, and somebody else gets its id, for each policy")
    void deletedUser() {
        Application.POLICIES.forEach(policy -> deletedUser(Application.of(policy)));
    }

    @Planted(value = "CVE-2021-25961", how = "an issuer that binds a token to the id alone")
    void plantedId() {
        Application app = Application.oneTime();
        app.issuer = new TokenColumn((stored, token) -> !stored.isEmpty() && stored.equals(token));
        Caught.by(DEAD_AFTER_CHANGE, () -> deletedUser(app));
    }

    private static void changedAddress(Application app) {
        String hash = ADA.passwordHash().orElseThrow();
        diesOf(app, () -> app.accounts.put(Account.of(ADA.id(), "ada@new.example", hash)));
    }

    @Replay(
            value = {"OneUptime-3571", "dcrstakepool-320"},
            how = "the address is changed, for each policy")
    void changedAddress() {
        Application.POLICIES.forEach(policy -> changedAddress(Application.of(policy)));
    }

    @Planted(
            value = {"OneUptime-3571", "dcrstakepool-320"},
            how = "an issuer that does not bind the address")
    void plantedAddress() {
        Application app = Application.oneTime();
        app.issuer = new TokenColumn((stored, token) -> !stored.isEmpty() && stored.equals(token));
        Caught.by(DEAD_AFTER_CHANGE, () -> changedAddress(app));
    }

    /** Weak: nothing of an account changes when its password does. */
    private record WithoutHash(AccountDirectory accounts) implements AccountDirectory {
        @Override
        public List<Account> findByIdentifier(String identifier) {
            return accounts.findByIdentifier(identifier).stream()
                    .map(WithoutHash::of)
                    .toList();
        }

        @Override
        public Optional<Account> findById(String accountId) {
            return accounts.findById(accountId).map(WithoutHash::of);
        }

        private static Account of(Account account) {
            return Account.of(account.id(), account.address().orElse(null), null)
                    .withSecurityStamp("always the same");
        }
    }
}
