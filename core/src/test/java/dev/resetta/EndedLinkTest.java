package dev.resetta;

import static dev.resetta.Fixture.ADA;
import static dev.resetta.Fixture.NEW;
import static dev.resetta.Fixture.OTHER;
import static dev.resetta.Fixture.changed;
import static dev.resetta.Fixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.account.Account;
import dev.resetta.account.PasswordUpdate;
import dev.resetta.token.StoredToken;
import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenVerdict.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a link leaves behind when it has ended: a row that nothing can revive, and a trace for operators. */
class EndedLinkTest {
    @Test
    void whoTakesTheMarkAwayRevivesNoLink() {
        Fixture fixture = Fixture.oneTime();
        String token = fixture.token();
        fixture.redeem(token, NEW);
        StoredToken sealed = fixture.store.saved.get(0);
        StoredToken used = row(fixture);

        assertThat(used.seal()).hasSize(64).isNotEqualTo(sealed.seal());
        fixture.store.edit(sealed.digest(), "state", StoredToken.State.LIVE);
        fixture.accounts.put(withHash(fixture.accounts.get(ADA), "the very hash of before"));
        assertThat(fixture.redeem(token, OTHER)).isEqualTo(refused(LinkProblem.INVALID));
    }

    @Test
    void noTwoEndedLinksHaveTheSameMark() {
        Fixture fixture = Fixture.oneTime();
        fixture.redeem(fixture.token(), NEW);
        String first = row(fixture).seal();
        fixture.redeem(fixture.token(), OTHER);

        StoredToken second = fixture.store.saved.get(1);
        assertThat(fixture.store.find(second.digest()).orElseThrow().token().seal())
                .isNotEqualTo(first);
    }

    @Test
    void aReusableLinkWhoseUseChangedTheAddressTooIsDead() {
        Fixture fixture = Fixture.of(TokenPolicy.Kind.REUSABLE);
        fixture.accounts = new TestAccounts() {
            @Override
            public boolean update(PasswordUpdate update) {
                boolean updated = super.update(update);
                change(ADA, account -> Account.of(ADA, "new@example.com", hashOf(ADA)));
                return updated;
            }
        };
        fixture.accounts.put(Account.of(ADA, Fixture.ADDRESS, "old hash"));
        String token = fixture.token();

        assertThat(fixture.redeem(token, NEW)).isEqualTo(changed());
        assertThat(fixture.redeem(token, OTHER)).isEqualTo(refused(LinkProblem.INVALID));
    }

    @Test
    void anEarlierLinkOfTheDeskIsReplacedByALaterOne() {
        Fixture fixture = Fixture.oneTime();
        SupportDesk desk = fixture.reset().support("grace");
        String earlier = token(desk);
        fixture.clock.advance(Duration.ofSeconds(1));
        String later = token(desk);

        assertThat(fixture.problem(earlier)).isEqualTo(LinkProblem.REPLACED);
        assertThat(fixture.problem(later)).isNull();
    }

    @Test
    void aLinkThatACheckRefusesLeavesATrace() {
        Fixture fixture = Fixture.of(TokenPolicy.Kind.HASH_BOUND);
        String token = fixture.token();
        fixture.clock.advance(Duration.ofHours(1));

        fixture.reset().check(token);

        assertThat(fixture.events(ResetEvent.LinkRefused.class)).singleElement().satisfies(event -> {
            assertThat(event.reason()).isEqualTo(Reason.EXPIRED);
            assertThat(event.linkId()).matches("[0-9a-f]{16}");
        });
    }

    @Test
    void aCancellationThatEndsNothingLeavesATrace() {
        Fixture fixture = Fixture.oneTime();

        assertThat(fixture.reset().cancel("nothing")).isFalse();

        assertThat(fixture.events(ResetEvent.LinkRefused.class))
                .extracting(ResetEvent.LinkRefused::reason)
                .containsExactly(Reason.MALFORMED);
    }

    private static String token(SupportDesk desk) {
        return TestMail.tokenIn(desk.issue(ADA).orElseThrow().link());
    }

    private static StoredToken row(Fixture fixture) {
        return fixture.store
                .find(fixture.store.saved.get(0).digest())
                .orElseThrow()
                .token();
    }

    private static Account withHash(Account account, String hash) {
        return Account.of(account.id(), account.address().orElseThrow(), hash).withName(account.name());
    }
}
