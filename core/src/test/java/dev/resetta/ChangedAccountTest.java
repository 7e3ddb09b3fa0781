package dev.resetta;

import static dev.resetta.Fixture.ADA;
import static dev.resetta.Fixture.NEW;
import static dev.resetta.Fixture.OTHER;
import static dev.resetta.Fixture.changed;
import static dev.resetta.Fixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.account.Account;
import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenVerdict.Reason;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens to an account after a link was mailed kills the link, even while the slow hash is made. */
class ChangedAccountTest {

    /** What can happen to an account. */
    enum Change {
        PASSWORD,
        SAME_PASSWORD_HASHED_AGAIN,
        NO_HASH_ANY_MORE,
        ADDRESS,
        CASE_OF_THE_ADDRESS,
        NO_ADDRESS_ANY_MORE,
        STAMP,
        EMPTY_STAMP,
        INELIGIBLE,
        DELETED,
        ID_USED_AGAIN;

        void happenTo(TestAccounts accounts) {
            switch (this) {
                case PASSWORD ->
                    accounts.change(ADA, a -> TestAccounts.withHash(a, TestHasher.fresh("set on another way")));
                case SAME_PASSWORD_HASHED_AGAIN ->
                    accounts.change(ADA, a -> TestAccounts.withHash(a, TestHasher.fresh(Fixture.OLD)));
                case NO_HASH_ANY_MORE -> accounts.change(ADA, a -> TestAccounts.withHash(a, null));
                case ADDRESS -> accounts.change(ADA, a -> TestAccounts.withAddress(a, "thief@example.com"));
                case CASE_OF_THE_ADDRESS -> accounts.change(ADA, a -> TestAccounts.withAddress(a, "ada@example.com"));
                case NO_ADDRESS_ANY_MORE -> accounts.change(ADA, a -> TestAccounts.withAddress(a, null));
                case STAMP -> accounts.change(ADA, a -> a.withSecurityStamp("2"));
                case EMPTY_STAMP -> accounts.change(ADA, a -> a.withSecurityStamp(""));
                case INELIGIBLE -> accounts.change(ADA, a -> a.withEligible(false));
                case DELETED -> accounts.remove(ADA);
                case ID_USED_AGAIN ->
                    accounts.put(Account.of(ADA, "somebody.else@example.com", TestHasher.fresh(OTHER)));
            }
        }

        /** The private reason it leaves. */
        Reason reason() {
            return switch (this) {
                case INELIGIBLE -> Reason.INELIGIBLE;
                case DELETED -> Reason.NO_ACCOUNT;
                default -> Reason.STALE;
            };
        }
    }

    static Stream<Arguments> everyPolicyAndChange() {
        return Stream.of(TokenPolicy.Kind.values())
                .flatMap(kind -> Stream.of(Change.values()).map(change -> Arguments.of(kind, change)));
    }

    @ParameterizedTest
    @MethodSource("everyPolicyAndChange")
    void aChangeKillsTheLink(TokenPolicy.Kind kind, Change change) {
        Fixture fixture = Fixture.of(kind);
        String token = fixture.token();
        assertThat(fixture.reset().check(token).isGood()).isTrue();

        change.happenTo(fixture.accounts);

        assertThat(fixture.problem(token)).isEqualTo(LinkProblem.INVALID);
        assertThat(fixture.redeem(token, NEW)).isEqualTo(refused(LinkProblem.INVALID));
        assertThat(fixture.hasher.made).hasValue(0);
        assertNothingWasChanged(fixture, change);
    }

    @ParameterizedTest
    @MethodSource("everyPolicyAndChange")
    void aChangeDuringTheSlowHashKillsTheLink(TokenPolicy.Kind kind, Change change) {
        Fixture fixture = Fixture.of(kind);
        String token = fixture.token();
        fixture.hasher.meanwhile = () -> change.happenTo(fixture.accounts);

        assertThat(fixture.redeem(token, NEW)).isEqualTo(refused(LinkProblem.INVALID));
        assertThat(fixture.hasher.made).hasValue(1);
        assertNothingWasChanged(fixture, change);
    }

    @ParameterizedTest
    @MethodSource("everyPolicyAndChange")
    void aReusedLinkDiesOfAnybodyElsesChange(TokenPolicy.Kind kind, Change change) {
        Fixture fixture = Fixture.of(kind);
        String token = fixture.token();
        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());

        change.happenTo(fixture.accounts);

        assertThat(fixture.redeem(token, OTHER)).isInstanceOf(ResetResult.LinkRefused.class);
    }

    @ParameterizedTest
    @EnumSource
    void aChangedNameOrLanguageKillsNothing(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        String token = fixture.token();

        fixture.accounts.change(ADA, account -> account.withName("Ada Lovelace").withLocale(Locale.ITALIAN));

        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());
    }

    @ParameterizedTest
    @EnumSource
    void aLinkNeverChangesAnotherAccount(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        String theirs = TestHasher.fresh(OTHER);
        fixture.accounts.put(Account.of("account-18", "bob@example.com", theirs));

        assertThat(fixture.redeem(fixture.token(), NEW)).isEqualTo(changed());

        assertThat(fixture.accounts.hashOf("account-18")).isEqualTo(theirs);
    }

    @ParameterizedTest
    @EnumSource
    void aTokenOfOneRealmIsNothingInAnother(TokenPolicy.Kind kind) {
        Fixture fixture = Fixture.of(kind);
        Map<String, Realm> realms = Map.of("customers", realm(fixture), "staff", realm(fixture));
        PasswordReset reset = realmBuilder(fixture)
                .realms(name -> Optional.ofNullable(realms.get(name)))
                .build();
        reset.realm("customers").request(ResetRequest.forIdentifier(Fixture.ADDRESS));
        fixture.queue.run();
        ResetSubmission submission =
                ResetSubmission.forToken(fixture.mail.newestToken()).password(NEW);

        assertThat(reset.realm("staff").check(fixture.mail.newestToken()))
                .isEqualTo(new LinkCheck.Refused(LinkProblem.INVALID));
        assertThat(reset.realm("staff").redeem(submission)).isEqualTo(refused(LinkProblem.INVALID));
        assertThat(reset.realm("customers").redeem(submission)).isEqualTo(changed());
        assertThat(fixture.mail.newestLink().to().realm()).isEqualTo("customers");
    }

    @Test
    void aCancelTokenOfOneRealmIsNothingInAnother() {
        Fixture fixture = Fixture.oneTime();
        PasswordReset reset = realmBuilder(fixture)
                .realms(name -> name.isEmpty() ? Optional.empty() : Optional.of(realm(fixture)))
                .build();
        reset.realm("a").request(ResetRequest.forIdentifier(Fixture.ADDRESS));
        fixture.queue.run();
        String cancelToken = TestMail.tokenIn(fixture.mail.newestLink().cancelLink());

        assertThat(reset.realm("b").cancel(cancelToken)).isFalse();
        assertThat(reset.realm("a").cancel(cancelToken)).isTrue();
    }

    private static Realm realm(Fixture fixture) {
        return Realm.of("https://shop.example.com/reset?token={token}", fixture.accounts, fixture.accounts)
                .cancelLink("https://shop.example.com/cancel?token={token}");
    }

    private static PasswordReset.Builder realmBuilder(Fixture fixture) {
        PasswordReset.Builder builder = PasswordReset.builder()
                .policy(fixture.policy)
                .passwordHasher(fixture.hasher)
                .notifier(fixture.mail)
                .deliveryQueue(fixture.queue)
                .clock(fixture.clock);
        return fixture.isHashBound() ? builder.signingKeys(fixture.keys) : builder.tokenStore(fixture.store);
    }

    private static void assertNothingWasChanged(Fixture fixture, Change change) {
        assertThat(change == Change.DELETED || !fixture.signsIn(NEW)).isTrue();
        assertThat(fixture.events(ResetEvent.PasswordChanged.class)).isEmpty();
        List<ResetEvent.LinkRefused> refusals = fixture.events(ResetEvent.LinkRefused.class);
        assertThat(refusals.get(refusals.size() - 1).reason()).isEqualTo(change.reason());
    }
}
