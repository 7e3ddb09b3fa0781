package dev.resetta.examples.replays;

import static dev.resetta.examples.demo.TestSite.NEW_PASSWORD;
import static dev.resetta.examples.demo.shop.DemoAccounts.ALMA;
import static dev.resetta.examples.demo.shop.DemoAccounts.BEN;
import static dev.resetta.examples.replays.Application.ADA;
import static dev.resetta.examples.replays.Application.BOB;
import static dev.resetta.examples.replays.Application.NEW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.ResetResult;
import dev.resetta.ResetSubmission;
import dev.resetta.account.Account;
import dev.resetta.examples.demo.TestBrowser;
import dev.resetta.examples.demo.TestSite;
import dev.resetta.testkit.InMemoryAccounts;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenIssuer.Scope;
import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenStore;
import dev.resetta.token.TokenVerdict;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Whose a token is and what it is good for, which no request can say otherwise. */
class BindingReplayTest {
    private static final String NOBODY_ELSE = "nobody else's password changes";
    private static final String OTHER_PURPOSE = "a token of another purpose resets nothing";
    private static final String STILL_DEAD = "what was used or replaced stays so";

    private static void changesItsOwnerOnly(Application app) {
        String token = app.tokenFor(ADA);
        assertThat(app.redeems(token)).isTrue();
        assertThat(app.isUntouched(BOB)).as(NOBODY_ELSE).isTrue();
        assertThat(app.signsIn(ADA, NEW)).isTrue();
    }

    @Replay(
            value = {"CVE-2021-25957", "CVE-2019-10270", "CVE-2025-56676"},
            how = "a token changes its own account's password, for each policy; a submission cannot name a user")
    void tokenAndUser() {
        Application.POLICIES.forEach(policy -> changesItsOwnerOnly(Application.of(policy)));
        assertThat(Arrays.stream(ResetSubmission.class.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .map(Method::getName))
                .containsOnly("forToken", "password", "clientAddress", "userAgent", "toString");
    }

    @Planted(
            value = {"CVE-2021-25957", "CVE-2019-10270", "CVE-2025-56676"},
            how = "an updater that writes to the user whom the request names")
    void plantedUser() {
        Application app = Application.oneTime();
        String named = BOB.id();
        app.updater = update -> {
            app.accounts.change(named, account -> InMemoryAccounts.withHash(account, update.newHash()));
            return true;
        };
        Caught.by(NOBODY_ELSE, () -> changesItsOwnerOnly(app));
    }

    @Replay(
            value = "CVE-2023-26481",
            how = "over HTTP: user, id and address of somebody else in the form with the new password")
    void otherUsersInTheForm() {
        try (TestSite site = TestSite.with("one-time")) {
            site.ask(ALMA.email());
            TestBrowser.Answer form = site.browser().get(site.resetLink(1));
            form.send(
                    "password",
                    NEW_PASSWORD,
                    "again",
                    NEW_PASSWORD,
                    "email",
                    BEN.email(),
                    "user",
                    BEN.name(),
                    "id",
                    "2",
                    "account_id",
                    "2",
                    "login",
                    BEN.name());
            assertThat(site.signsIn(BEN, BEN.password())).as(NOBODY_ELSE).isTrue();
            assertThat(site.signsIn(ALMA, NEW_PASSWORD)).isTrue();
        }
    }

    /** An application that makes tokens for activation with the same keys and in the same store. */
    private static void purposesAreKeptApart(Application app) {
        TokenIssuer.Issued activation = app.issuer.issue(
                ADA, new Scope("", "activation", Scope.SELF_SERVICE, app.policy, app.directory, app.clock.instant()));
        assertThat(app.redeems(activation.token())).as(OTHER_PURPOSE).isFalse();
        assertThat(app.problem(activation.token())).as(OTHER_PURPOSE).isNotNull();
        String token = app.tokenFor(ADA);
        for (int i = 0; i < 50; i++) {
            assertThat(app.problem(token)).as("opened %d times", i).isNull();
        }
        for (String part : token.split("\\.", -1)) {
            assertThat(part
                            + new String(
                                    Base64.getUrlDecoder().decode(part.length() % 4 == 1 ? "" : part),
                                    StandardCharsets.ISO_8859_1))
                    .doesNotContain(ADA.address().orElseThrow(), "ada", "example.com");
        }
        assertThat(app.redeems(token)).isTrue();
    }

    @Replay(
            value = "CVE-2024-11717",
            how =
                    "a token for activation out of the same store, or under the same keys; a token is taken apart; it is opened 50 times")
    void purposes() {
        for (TokenPolicy policy : Application.POLICIES) {
            Application app = Application.of(policy);
            app.issuer = issuer(app);
            purposesAreKeptApart(app);
        }
    }

    @Planted(value = "CVE-2024-11717", how = "an issuer that knows one purpose")
    void plantedPurpose() {
        for (TokenPolicy policy : Application.POLICIES) {
            Application app = Application.of(policy);
            app.issuer = new OnePurpose(issuer(app));
            Caught.by(OTHER_PURPOSE, () -> purposesAreKeptApart(app));
        }
    }

    private static TokenIssuer issuer(Application app) {
        return app.policy.kind() == TokenPolicy.Kind.HASH_BOUND
                ? TokenIssuer.hashBound(app.keys, app.random)
                : TokenIssuer.stored(app.store, app.keys, app.random);
    }

    /** Purges whenever it can while used and replaced links have not expired yet. */
    private static void purgedEarly(Application app) {
        String replaced = app.tokenFor(BOB);
        app.tokenFor(BOB);
        String used = app.tokenFor(ADA);
        assertThat(app.redeems(used)).isTrue();
        app.accounts.put(ADA);
        for (int i = 0; i < 3; i++) {
            app.reset().support("ops").purge();
            assertThat(app.redeem(used, NEW)).as(STILL_DEAD).isNotInstanceOf(ResetResult.Changed.class);
            assertThat(app.problem(replaced)).as(STILL_DEAD).isNotNull();
            app.clock.advance(app.policy.lifetime().dividedBy(4));
        }
    }

    @Replay(
            value = "CVE-2026-4325",
            how =
                    "the old hash is put back, and remains are purged while a used and a replaced link have time left; other realms see nothing")
    void namespaces() {
        purgedEarly(Application.of(TokenPolicy.oneTime().lifetime(Duration.ofDays(4))));
        Application app = Application.oneTime();
        String token = app.tokenFor(ADA);
        Scope staff = new Scope(
                "staff", Scope.PASSWORD_RESET, Scope.SELF_SERVICE, app.policy, app.directory, app.clock.instant());
        assertThat(issuer(app).judge(token, staff)).isInstanceOf(TokenVerdict.Bad.class);
        assertThat(app.store.findByAccount("staff", ADA.id())).isEmpty();
    }

    @Planted(value = "CVE-2026-4325", how = "a store that forgets slots when it is purged")
    void plantedPurge() {
        Application app = Application.of(TokenPolicy.oneTime().lifetime(Duration.ofDays(4)));
        app.store = new ForgetfulStore(app.store);
        Caught.by(STILL_DEAD, () -> purgedEarly(app));
    }

    /** Weak: issues and judges everything as a password reset. */
    private record OnePurpose(TokenIssuer issuer) implements TokenIssuer {
        @Override
        public Issued issue(Account account, Scope scope) {
            return issuer.issue(account, reset(scope));
        }

        @Override
        public TokenVerdict judge(String token, Scope scope) {
            return issuer.judge(token, reset(scope));
        }

        private static Scope reset(Scope scope) {
            return new Scope(
                    scope.realm(),
                    Scope.PASSWORD_RESET,
                    scope.channel(),
                    scope.policy(),
                    scope.accounts(),
                    scope.now());
        }
    }

    /** Weak: a purge takes the numbers of slots with it, whose rows are still there. */
    private static final class ForgetfulStore extends ForwardingStore {
        private boolean isPurged;

        ForgetfulStore(TokenStore store) {
            super(store);
        }

        @Override
        public int deleteExpired(Instant before, int limit) {
            isPurged = true;
            return super.deleteExpired(before, limit);
        }

        @Override
        public Optional<Found> find(String digest) {
            return super.find(digest).map(found -> isPurged ? new Found(found.token(), 0) : found);
        }
    }
}
