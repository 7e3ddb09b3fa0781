package dev.resetta;

import static dev.resetta.Fixture.ADA;
import static dev.resetta.Fixture.NEW;
import static dev.resetta.Fixture.changed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.account.Account;
import dev.resetta.token.StoredToken;
import dev.resetta.token.TokenPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody who can write the table of tokens makes no link good by it. */
class EditedRowTest {

    static Stream<Arguments> everyField() {
        List<Arguments> all = new ArrayList<>();
        for (TokenPolicy.Kind kind : List.of(TokenPolicy.Kind.ONE_TIME, TokenPolicy.Kind.REUSABLE)) {
            for (boolean keys : List.of(true, false)) {
                for (String field :
                        List.of("realm", "accountId", "kind", "keyId", "seal", "issuedAt", "expiresAt", "state")) {
                    all.add(Arguments.of(kind, keys, field));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0}, keys: {1}, {2}")
    @MethodSource("everyField")
    void anEditedRowIsNoGood(TokenPolicy.Kind kind, boolean withKeys, String field) {
        Fixture fixture = Fixture.of(kind);
        fixture.keys = withKeys ? Fixture.keys("k", 1) : null;
        fixture.accounts.put(Account.of("account-18", "bob@example.com", fixture.accounts.hashOf(ADA)));
        String token = fixture.token();
        StoredToken row = fixture.store.saved.get(0);
        Map<String, Object> edits = Map.of(
                "realm",
                "staff",
                "accountId",
                "account-18",
                "kind",
                kind == TokenPolicy.Kind.ONE_TIME ? TokenPolicy.Kind.REUSABLE : TokenPolicy.Kind.ONE_TIME,
                "keyId",
                withKeys ? "" : "k",
                "seal",
                "0".repeat(64),
                "issuedAt",
                row.issuedAt().minusMillis(1),
                "expiresAt",
                row.expiresAt().plus(Duration.ofHours(1)),
                "state",
                StoredToken.State.REVOKED);

        fixture.store.edit(row.digest(), field, edits.get(field));

        assertThat(fixture.redeem(token, NEW)).isInstanceOf(ResetResult.LinkRefused.class);
        assertThat(fixture.signsIn(Fixture.OLD)).isTrue();
        assertThat(TestHasher.matches(NEW, fixture.accounts.hashOf("account-18")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aUsedLinkIsNotRevivedByClearingItsMark(boolean withKeys) {
        Fixture fixture = Fixture.oneTime();
        fixture.keys = withKeys ? Fixture.keys("k", 1) : null;
        String token = fixture.token();
        String before = fixture.accounts.hashOf(ADA);
        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());
        fixture.accounts.change(ADA, account -> TestAccounts.withHash(account, before));

        fixture.store.edit(fixture.store.saved.get(0).digest(), "state", StoredToken.State.LIVE);

        assertThat(fixture.problem(token)).isEqualTo(LinkProblem.INVALID);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCancelledLinkIsNotRevivedByClearingItsMark(boolean withKeys) {
        Fixture fixture = Fixture.oneTime();
        fixture.keys = withKeys ? Fixture.keys("k", 1) : null;
        String cancelToken = fixture.cancelToken();
        assertThat(fixture.reset().cancel(cancelToken)).isTrue();

        fixture.store.edit(fixture.store.saved.get(0).digest(), "state", StoredToken.State.LIVE);

        assertThat(fixture.problem(fixture.mail.newestToken())).isEqualTo(LinkProblem.INVALID);
    }

    @ParameterizedTest
    @EnumSource(
            value = TokenPolicy.Kind.class,
            names = {"ONE_TIME", "REUSABLE"})
    void aRowOfTheFutureOrOfTooLongALifeIsNoGood(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        String token = fixture.token();

        fixture.clock.advance(Duration.ofMinutes(5).plusMillis(1).negated());
        assertThat(fixture.problem(token)).isEqualTo(LinkProblem.INVALID);
        fixture.clock.advance(Duration.ofMillis(1));
        assertThat(fixture.reset().check(token).isGood())
                .as("five minutes are what two clocks may be apart")
                .isTrue();

        StoredToken row = fixture.store.saved.get(0);
        fixture.store.edit(
                row.digest(),
                "expiresAt",
                row.issuedAt().plus(TokenPolicy.LONGEST_LIFETIME).plusMillis(1));
        assertThat(fixture.problem(token)).isEqualTo(LinkProblem.INVALID);
    }

    @ParameterizedTest
    @EnumSource(
            value = TokenPolicy.Kind.class,
            names = {"ONE_TIME", "REUSABLE"})
    void anotherCountOfUsesKillsNothingButTheCountGoesOn(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        String token = fixture.token();
        String digest = fixture.store.saved.get(0).digest();
        fixture.store.edit(digest, "uses", 5);

        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());
        assertThat(fixture.store.find(digest).orElseThrow().token().uses()).isEqualTo(6);
    }
}
