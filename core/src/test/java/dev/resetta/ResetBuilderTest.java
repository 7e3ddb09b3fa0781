package dev.resetta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import dev.resetta.account.PasswordUpdater;
import dev.resetta.delivery.DeliveryQueue;
import dev.resetta.limit.Limits;
import dev.resetta.limit.RequestLimiter;
import dev.resetta.limit.RequestLimiter.Rate;
import dev.resetta.password.PasswordRules;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The builder refuses what is missing, weak or contradictory, and names the setting. */
class ResetBuilderTest {
    private static final String LINK = "https://shop.example.com/reset?token={token}";
    private static final TestAccounts ACCOUNTS = new TestAccounts();

    /** Every setting by its name. */
    private static Map<String, UnaryOperator<PasswordReset.Builder>> settings() {
        Map<String, UnaryOperator<PasswordReset.Builder>> all = new LinkedHashMap<>();
        all.put("resetLink", b -> b.resetLink(LINK));
        all.put("cancelLink", b -> b.cancelLink(LINK));
        all.put("accounts", b -> b.accounts(ACCOUNTS));
        all.put("passwordUpdater", b -> b.passwordUpdater(ACCOUNTS));
        all.put("realms", b -> b.realms(name -> Optional.empty()));
        all.put("policy", b -> b.policy(TokenPolicy.oneTime()));
        all.put("tokenStore", b -> b.tokenStore(TokenStore.inMemory()));
        all.put("signingKeys", b -> b.signingKeys(Fixture.keys("k", 1)));
        all.put("tokenIssuer", b -> b.tokenIssuer(issuer()));
        all.put("transactions", b -> b.transactions(BooleanSupplier::getAsBoolean));
        all.put("passwordHasher", b -> b.passwordHasher(new TestHasher()));
        all.put("passwordRules", b -> b.passwordRules(PasswordRules.nist()));
        all.put("notifier", b -> b.notifier(new TestMail()));
        all.put("deliveryQueue", b -> b.deliveryQueue(new ManualQueue()));
        all.put("limits", b -> b.limits(Limits.standard()));
        all.put("requestLimiter", b -> b.requestLimiter(RequestLimiter.inMemory()));
        all.put("endSessions", b -> b.endSessions(changed -> {}));
        all.put("onEvent", b -> b.onEvent(event -> {}));
        all.put("clock", b -> b.clock(Clock.systemUTC()));
        all.put("secureRandom", b -> b.secureRandom(new SecureRandom()));
        return all;
    }

    private static final Set<String> ENOUGH =
            Set.of("resetLink", "accounts", "tokenStore", "passwordHasher", "notifier");

    static Stream<String> everySetting() {
        return settings().keySet().stream();
    }

    static Stream<String> everyRequiredSetting() {
        return ENOUGH.stream().sorted();
    }

    @Test
    void fiveSettingsAreEnough() {
        try (PasswordReset reset = with(new ArrayList<>(ENOUGH)).build()) {
            assertThat(reset.check("nothing").isGood()).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("everyRequiredSetting")
    void whatIsMissingIsNamed(String missing) {
        List<String> rest = new ArrayList<>(ENOUGH);
        rest.remove(missing);

        assertThatThrownBy(() -> with(rest).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Set ." + missing + "(...)");
    }

    @ParameterizedTest
    @MethodSource("everySetting")
    void whatIsSetTwiceIsNamed(String name) {
        assertThatThrownBy(() -> with(List.of(name, name)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("." + name + "(...)")
                .hasMessageContaining("twice");
    }

    @Test
    void aDirectoryThatCannotUpdateNeedsAnUpdater() {
        AccountDirectory readOnly = new AccountDirectory() {
            @Override
            public List<Account> findByIdentifier(String identifier) {
                return List.of();
            }

            @Override
            public Optional<Account> findById(String accountId) {
                return Optional.empty();
            }
        };
        List<String> rest = new ArrayList<>(ENOUGH);
        rest.remove("accounts");

        assertThatThrownBy(() -> with(rest).accounts(readOnly).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Set .passwordUpdater(...)");
        assertThat(with(rest).accounts(readOnly).passwordUpdater(ACCOUNTS).build())
                .isNotNull();
    }

    @Test
    void anUpdaterOfItsOwnComesBeforeTheDirectory() {
        Fixture fixture = Fixture.oneTime();
        PasswordUpdater never = update -> {
            throw new IllegalStateException("asked");
        };
        fixture.updater = never;
        String token = fixture.token();

        assertThatThrownBy(() -> fixture.redeem(token, Fixture.NEW)).hasMessage("asked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"resetLink", "cancelLink", "accounts", "passwordUpdater"})
    void realmsTakeThePlaceOfTheOnlyOne(String besides) {
        assertRefused("realms", besides, "tokenStore", "passwordHasher", "notifier", "realms", besides);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tokenStore", "signingKeys"})
    void anIssuerOfOnesOwnTakesThePlaceOfStoreAndKeys(String besides) {
        assertRefused(
                "tokenIssuer", besides, "resetLink", "accounts", "passwordHasher", "notifier", "tokenIssuer", besides);
    }

    @Test
    void processesWithAnIssuerOfTheirOwnShareALimiterByKeys() {
        List<String> enough = List.of("resetLink", "accounts", "passwordHasher", "notifier", "tokenIssuer");
        RequestLimiter shared = RequestLimiter.inMemory();
        ResetRequest request = ResetRequest.forIdentifier("").clientAddress("203.0.113.7");
        List<Boolean> taken = new ArrayList<>();
        for (int node = 0; node < 2; node++) {
            try (PasswordReset reset = with(enough)
                    .requestLimiter(shared)
                    .signingKeys(Fixture.keys("k", 1))
                    .limits(Limits.none().perClient(new Rate(1, Duration.ofHours(1), 1)))
                    .build()) {
                taken.add(reset.request(request));
            }
        }

        assertThat(taken).containsExactly(true, false);
    }

    @Test
    void aTokenStoreBringsItsOwnTransactions() {
        List<String> all = new ArrayList<>(ENOUGH);
        all.add("transactions");

        assertThatThrownBy(() -> with(all).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(".transactions(...)");
    }

    @Test
    void hashBoundLinksNeedKeysAndNoStore() {
        List<String> rest = List.of("resetLink", "accounts", "passwordHasher", "notifier");

        assertThatThrownBy(() -> with(rest).policy(TokenPolicy.hashBound()).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Set .signingKeys(...)");
        assertThatThrownBy(() -> with(rest)
                        .policy(TokenPolicy.hashBound())
                        .signingKeys(Fixture.keys("k", 1))
                        .tokenStore(TokenStore.inMemory())
                        .build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(".tokenStore(...)");
        assertThat(with(rest)
                        .policy(TokenPolicy.hashBound())
                        .signingKeys(Fixture.keys("k", 1))
                        .build())
                .isNotNull();
    }

    @Test
    void nullIsRefusedWithTheNameOfTheSetting() {
        assertThatThrownBy(() -> PasswordReset.builder().notifier(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("notifier");
    }

    @Test
    void aQueueServesOneReset() {
        DeliveryQueue queue = DeliveryQueue.inMemory();
        with(new ArrayList<>(ENOUGH)).deliveryQueue(queue).build();

        assertThatThrownBy(
                        () -> with(new ArrayList<>(ENOUGH)).deliveryQueue(queue).build())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aRealmThatDoesNotExistIsRefused() {
        PasswordReset reset = with(new ArrayList<>(ENOUGH)).build();

        assertThatThrownBy(() -> reset.realm("staff"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("realm");
    }

    @Test
    void closingAViewClosesNothing() {
        Fixture fixture = Fixture.oneTime();
        fixture.reset().realm("").close();
        fixture.link();

        fixture.reset().close();
        fixture.reset().request(ResetRequest.forIdentifier(Fixture.ADDRESS));
        assertThat(fixture.events(ResetEvent.Dropped.class)).hasSize(1);
    }

    @Test
    void aRealmsLinksAreCheckedToo() {
        assertThatThrownBy(() -> Realm.of("http://shop.example.com?t={token}", ACCOUNTS, ACCOUNTS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("resetLink");
        assertThatThrownBy(() -> Realm.of(LINK, ACCOUNTS, ACCOUNTS).cancelLink("https://shop.example.com"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cancelLink");
    }

    private static void assertRefused(String setting, String besides, String... names) {
        assertThatThrownBy(() -> with(List.of(names)).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("." + besides + "(...)")
                .hasMessageContaining("." + setting + "(...)");
    }

    private static PasswordReset.Builder with(List<String> names) {
        PasswordReset.Builder builder = PasswordReset.builder();
        for (String name : names) {
            builder = settings().get(name).apply(builder);
        }
        return builder;
    }

    private static TokenIssuer issuer() {
        return TokenIssuer.stored(TokenStore.inMemory(), null, new SecureRandom());
    }
}
