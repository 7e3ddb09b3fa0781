package dev.resetta;

import static dev.resetta.Fixture.ADA;
import static dev.resetta.Fixture.ADDRESS;
import static dev.resetta.Fixture.NEW;
import static dev.resetta.Fixture.changed;
import static dev.resetta.Fixture.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.SupportDesk.LiveLink;
import dev.resetta.account.Account;
import dev.resetta.limit.Limits;
import dev.resetta.token.StoredToken;
import dev.resetta.token.TokenPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Which links of an account are live, and how an operator ends them. */
class SupportLinksTest {
    private final Fixture fixture = Fixture.oneTime();

    @Test
    void liveLinksAreListedNewestFirstWithoutTheirTokens() {
        fixture.policy = TokenPolicy.reusableUntilExpiry().keepEarlierLinks();
        String first = fixture.token();
        fixture.redeem(first, NEW);
        fixture.clock.advance(Duration.ofHours(1));
        String second = fixture.token();

        List<LiveLink> links = desk().links(ADA);

        assertThat(links).extracting(LiveLink::uses).containsExactly(0, 1);
        assertThat(links).extracting(LiveLink::kind).containsOnly(TokenPolicy.Kind.REUSABLE);
        assertThat(links).isSortedAccordingTo((a, b) -> b.issuedAt().compareTo(a.issuedAt()));
        assertThat(links)
                .allSatisfy(link ->
                        assertThat(link.expiresAt()).isEqualTo(link.issuedAt().plus(fixture.policy.lifetime())));
        assertThat(links.toString()).doesNotContain(first).doesNotContain(second);
        assertThat(links)
                .extracting(LiveLink::linkId)
                .allSatisfy(id -> assertThat(fixture.problem(id)).isEqualTo(LinkProblem.INVALID));
    }

    @Test
    void whatSomebodyHasEndedIsNotListed() {
        fixture.policy = TokenPolicy.oneTime().keepEarlierLinks();
        fixture.reset().cancel(fixture.cancelToken());
        fixture.token();
        desk().revokeAll(ADA);
        fixture.redeem(fixture.token(), NEW);
        fixture.token();
        fixture.clock.advance(fixture.policy.lifetime());

        assertThat(desk().links(ADA)).isEmpty();
        assertThat(desk().revokeAll(ADA)).isZero();
    }

    @Test
    void aReplacedLinkIsNotListed() {
        fixture.token();
        fixture.token();

        assertThat(desk().links(ADA)).hasSize(1);
    }

    @Test
    void oneLinkIsRevokedAndTheOthersLiveOn() {
        fixture.policy = TokenPolicy.oneTime().keepEarlierLinks();
        String first = fixture.token();
        fixture.clock.advance(Duration.ofSeconds(1));
        String second = fixture.token();
        String idOfTheFirst = desk().links(ADA).get(1).linkId();

        assertThat(desk().revoke(ADA, idOfTheFirst)).isTrue();

        assertThat(fixture.redeem(first, NEW)).isEqualTo(refused(LinkProblem.CANCELLED));
        assertThat(desk().revoke(ADA, idOfTheFirst)).as("nothing is left of it").isFalse();
        assertThat(fixture.redeem(second, NEW)).isEqualTo(changed());
        assertThat(fixture.events(ResetEvent.RevokedBySupport.class))
                .containsExactly(
                        new ResetEvent.RevokedBySupport(fixture.clock.instant(), "", ADA, idOfTheFirst, "grace"));
    }

    @Test
    void allLinksOfAnAccountAreRevokedAndNobodyElses() {
        fixture.accounts.put(Account.of("account-18", "bob@example.com", TestHasher.fresh("bob")));
        fixture.policy = TokenPolicy.oneTime().keepEarlierLinks();
        List<String> tokens = List.of(fixture.token(), fixture.token());
        desk().issue(ADA);
        fixture.reset().request(ResetRequest.forIdentifier("bob@example.com"));
        fixture.queue.run();

        assertThat(desk().revokeAll(ADA)).isEqualTo(3);

        assertThat(tokens).allMatch(token -> fixture.problem(token) == LinkProblem.CANCELLED);
        assertThat(fixture.problem(fixture.mail.newestToken())).isNull();
        assertThat(fixture.events(ResetEvent.RevokedBySupport.class))
                .hasSize(3)
                .allMatch(event ->
                        event.operator().equals("grace") && event.accountId().equals(ADA));
    }

    @Test
    void aLinkOfAnotherAccountIsNotRevokedByItsId() {
        fixture.accounts.put(Account.of("account-18", "bob@example.com", TestHasher.fresh("bob")));
        String token = fixture.token();
        String id = desk().links(ADA).get(0).linkId();

        assertThat(desk().revoke("account-18", id)).isFalse();
        assertThat(desk().revoke(ADA, id.substring(1))).isFalse();
        assertThat(fixture.problem(token)).isNull();
    }

    @Test
    void aReusableLinkThatIsInUseIsRevokedAllTheSame() {
        AtomicInteger swaps = new AtomicInteger();
        fixture.policy = TokenPolicy.reusableUntilExpiry();
        fixture.store = new ForwardingStore() {
            @Override
            public boolean swap(StoredToken seen, StoredToken next) {
                if (next.state() == StoredToken.State.REVOKED && swaps.getAndIncrement() == 0) {
                    fixture.redeem(fixture.mail.newestToken(), NEW);
                }
                return super.swap(seen, next);
            }
        };
        String token = fixture.token();

        assertThat(desk().revokeAll(ADA)).isEqualTo(1);

        assertThat(fixture.signsIn(NEW)).as("the use came first").isTrue();
        assertThat(fixture.problem(token)).isEqualTo(LinkProblem.CANCELLED);
        assertThat(fixture.events(ResetEvent.RevokedBySupport.class)).hasSize(1);
    }

    @Test
    void aLinkRevokedDuringTheSlowHashIsDead() {
        for (TokenPolicy policy : List.of(TokenPolicy.oneTime(), TokenPolicy.reusableUntilExpiry())) {
            Fixture of = Fixture.of(policy.kind());
            String token = of.token();
            of.hasher.meanwhile = () -> of.reset().support("grace").revokeAll(ADA);

            assertThat(of.redeem(token, NEW)).isEqualTo(refused(LinkProblem.CANCELLED));
            assertThat(of.signsIn(NEW)).isFalse();
        }
    }

    @Test
    void aLinkInUseWithoutEndIsToldAndNotTakenForRevoked() {
        fixture.store = new ForwardingStore() {
            @Override
            public boolean swap(StoredToken seen, StoredToken next) {
                return false;
            }
        };
        fixture.token();

        assertThatThrownBy(() -> desk().revokeAll(ADA))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("try again");
        assertThat(fixture.events(ResetEvent.RevokedBySupport.class)).isEmpty();
    }

    @Test
    void hashBoundLinksCannotBeListedOrRevokedAndTheSentenceSaysWhatHelps() {
        Fixture hashBound = Fixture.of(TokenPolicy.Kind.HASH_BOUND);
        SupportDesk desk = hashBound.reset().support("grace");

        assertThatThrownBy(() -> desk.links(ADA))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("security stamp");
        assertThatThrownBy(() -> desk.revoke(ADA, "id")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> desk.revokeAll(ADA)).isInstanceOf(IllegalStateException.class);

        String token = hashBound.token();
        hashBound.accounts.change(ADA, account -> account.withSecurityStamp("rotated"));
        assertThat(hashBound.problem(token)).isEqualTo(LinkProblem.INVALID);
    }

    @Test
    void purgingDeletesWhatExpiredADayAgoAndLeavesAnEvent() {
        fixture.limits = Limits.none();
        fixture.token();
        fixture.clock.advance(fixture.policy.lifetime().plus(Duration.ofDays(1)).plusMillis(1));
        String live = TestMail.tokenIn(desk().issue(ADA).orElseThrow().link());

        assertThat(desk().purge()).isEqualTo(1);

        assertThat(fixture.problem(live)).isNull();
        assertThat(fixture.events(ResetEvent.PurgedBySupport.class))
                .containsExactly(new ResetEvent.PurgedBySupport(fixture.clock.instant(), "", 1, "grace"));
    }

    @Test
    void whatTheDeskDoesInARealmStaysInIt() {
        Realm staff = Realm.of("https://staff.example.com/reset?token={token}", fixture.accounts, fixture.accounts);
        PasswordReset many = PasswordReset.builder()
                .realms(name -> name.equals("staff") || name.equals("shop") ? Optional.of(staff) : Optional.empty())
                .tokenStore(fixture.store)
                .passwordHasher(fixture.hasher)
                .notifier(fixture.mail)
                .deliveryQueue(fixture.queue)
                .endSessions(fixture.endSessions)
                .onEvent(fixture.events::add)
                .build();
        SupportDesk.IssuedLink link =
                many.realm("staff").support("grace").issue(ADA).orElseThrow();

        assertThat(link.link()).startsWith("https://staff.example.com/");
        assertThat(many.realm("shop").support("grace").links(ADA)).isEmpty();
        assertThat(many.realm("shop").support("grace").revoke(ADA, link.linkId()))
                .isFalse();
        assertThat(many.realm("staff").support("grace").links(ADA)).hasSize(1);
        assertThat(fixture.events).allMatch(event -> event.realm().equals("staff"));
    }

    @Test
    void anIssuedLinkTellsItsIdOnly() {
        SupportDesk.IssuedLink link = desk().issue(ADA).orElseThrow();

        assertThat(link).hasToString("IssuedLink[" + link.linkId() + "]");
        assertThat(link.toString())
                .doesNotContain(TestMail.tokenIn(link.link()))
                .doesNotContain(ADDRESS);
    }

    private SupportDesk desk() {
        return fixture.reset().support("grace");
    }
}
