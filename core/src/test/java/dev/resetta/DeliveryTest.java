package dev.resetta;

import static dev.resetta.Fixture.ADA;
import static dev.resetta.Fixture.ADDRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.resetta.ResetEvent.NoMail;
import dev.resetta.account.Account;
import dev.resetta.delivery.DeliveryQueue.Lane;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What happens behind the queue: who is meant, who gets a mail, and an event at every end. */
class DeliveryTest {

    @Test
    void everybodyUnderOneAddressGetsANoticeOfTheirOwn() {
        Fixture fixture = Fixture.oneTime();
        fixture.accounts = new TestAccounts() {
            @Override
            public List<Account> findByIdentifier(String identifier) {
                return List.of(get("parent"), get("child"));
            }
        };
        fixture.accounts.put(Account.of("parent", "home@example.com", "h1").withName("Parent"));
        fixture.accounts.put(Account.of("child", "home@example.com", "h2").withName("Child"));

        fixture.reset().request(ResetRequest.forIdentifier("home@example.com"));
        fixture.queue.run();

        assertThat(fixture.mail.links())
                .extracting(link -> link.to().accountId(), link -> link.to().name())
                .containsExactly(tuple("parent", "Parent"), tuple("child", "Child"));
        String childs = fixture.mail.newestToken();
        assertThat(fixture.reset().redeem(ResetSubmission.forToken(childs).password(Fixture.NEW)))
                .isEqualTo(new ResetResult.Changed("child"));
        assertThat(fixture.accounts.hashOf("parent")).isEqualTo("h1");
    }

    @Test
    void atMostTenAccountsAreServed() {
        Fixture fixture = Fixture.oneTime();
        List<Account> many = IntStream.range(0, 13)
                .mapToObj(i -> Account.of("a" + i, "home@example.com", "h").withEligible(i != 3))
                .toList();
        fixture.accounts = finding(many);

        fixture.reset().request(ResetRequest.forIdentifier("home@example.com"));
        fixture.queue.run();

        assertThat(fixture.mail.links()).hasSize(10);
        assertThat(reasons(fixture))
                .containsExactlyInAnyOrder(NoMail.INELIGIBLE, NoMail.TOO_MANY_ACCOUNTS, NoMail.TOO_MANY_ACCOUNTS);
    }

    @Test
    void whoCannotBeSentALinkLeavesAnEvent() {
        Fixture fixture = Fixture.oneTime();
        fixture.accounts = finding(List.of(
                Account.of("disabled", "a@example.com", "h").withEligible(false),
                Account.of("homeless", null, "h"),
                Account.of("far", "x".repeat(321), "h"),
                Account.of("unbound", "b@example.com", null)));

        fixture.reset().request(ResetRequest.forIdentifier("somebody"));
        fixture.queue.run();

        assertThat(fixture.mail.links()).isEmpty();
        assertThat(fixture.events(ResetEvent.NothingSent.class))
                .extracting(ResetEvent.NothingSent::accountId, ResetEvent.NothingSent::reason)
                .containsExactly(
                        tuple("disabled", NoMail.INELIGIBLE),
                        tuple("homeless", NoMail.NO_ADDRESS),
                        tuple("far", NoMail.NO_ADDRESS),
                        tuple("unbound", NoMail.UNBOUND));
    }

    @Test
    void aStampIsEnoughWhereNoHashCanBeRead() {
        Fixture fixture = Fixture.oneTime();
        fixture.accounts.put(Account.of(ADA, ADDRESS, null).withSecurityStamp("7"));

        fixture.link();
    }

    @Test
    void theAccountIsReadAgainWhenTheLinkIsMinted() {
        Fixture fixture = Fixture.oneTime();
        List<Account> seen =
                List.of(Account.of("gone", "gone@example.com", "h"), Account.of("moved", "old@example.com", "h"));
        fixture.accounts = new TestAccounts() {
            @Override
            public List<Account> findByIdentifier(String identifier) {
                return seen;
            }
        };
        fixture.accounts.put(Account.of("moved", "new@example.com", "h"));

        fixture.reset().request(ResetRequest.forIdentifier("somebody"));
        fixture.queue.run();

        assertThat(fixture.mail.links()).extracting(link -> link.to().address()).containsExactly("new@example.com");
        assertThat(reasons(fixture)).containsExactly(NoMail.GONE);
    }

    @Test
    void anAccountDisabledMeanwhileGetsNothing() {
        Fixture fixture = Fixture.oneTime();
        fixture.accounts = new TestAccounts() {
            @Override
            public Optional<Account> findById(String accountId) {
                return super.findById(accountId).map(account -> account.withEligible(false));
            }
        };
        fixture.accounts.put(Account.of(ADA, ADDRESS, "h"));

        fixture.reset().request(ResetRequest.forIdentifier(ADDRESS));
        fixture.queue.run();

        assertThat(reasons(fixture)).containsExactly(NoMail.INELIGIBLE);
    }

    @Test
    void theAccountsLanguageComesBeforeThatOfTheRequest() {
        Fixture fixture = Fixture.oneTime();
        fixture.accounts.change(ADA, account -> account.withLocale(Locale.ITALIAN));

        fixture.reset().request(ResetRequest.forIdentifier(ADDRESS).locale(Locale.forLanguageTag("zh-Hant-TW")));
        fixture.queue.run();
        assertThat(fixture.mail.newestLink().to().locale()).isEqualTo(Locale.ITALIAN);

        fixture.accounts.change(ADA, account -> account.withLocale(null));
        fixture.reset().request(ResetRequest.forIdentifier(ADDRESS).locale(Locale.forLanguageTag("zh-Hant-TW")));
        fixture.queue.run();
        assertThat(fixture.mail.newestLink().to().locale()).isEqualTo(Locale.forLanguageTag("zh-Hant-TW"));
    }

    @Test
    void whatComesTooLateEndsUnmailed() {
        Fixture fixture = Fixture.oneTime();
        fixture.reset().request(ResetRequest.forIdentifier(ADDRESS));
        fixture.clock.advance(fixture.policy.lifetime().plusMillis(1));
        fixture.queue.run();

        assertThat(fixture.accounts.lookUps).hasValue(0);
        assertThat(reasons(fixture)).containsExactly(NoMail.TOO_LATE);
    }

    @Test
    void anHourIsTooLateWhateverTheLifetime() {
        Fixture fixture = Fixture.oneTime();
        fixture.policy = fixture.policy.lifetime(Duration.ofDays(7));
        fixture.reset().request(ResetRequest.forIdentifier(ADDRESS));
        fixture.clock.advance(Duration.ofHours(1).plusMillis(1));
        fixture.queue.run();

        assertThat(reasons(fixture)).containsExactly(NoMail.TOO_LATE);
    }

    @Test
    void aWarningIsNeverTooLateForItsFirstTry() {
        Fixture fixture = Fixture.oneTime();
        fixture.redeem(fixture.token(), Fixture.NEW);
        fixture.clock.advance(Duration.ofDays(30));
        fixture.queue.run();

        assertThat(fixture.mail.warnings()).hasSize(1);
    }

    @Test
    void aFullLaneOfLinksLeavesAnEventForEachAccount() {
        Fixture fixture = Fixture.oneTime();
        fixture.queue.full.add(Lane.LINKS);

        fixture.reset().request(ResetRequest.forIdentifier(ADDRESS));
        fixture.queue.run();

        assertThat(fixture.events(ResetEvent.Dropped.class))
                .extracting(ResetEvent.Dropped::accountId)
                .containsExactly(ADA);
    }

    @Test
    void eachKindOfWorkHasItsLane() {
        Fixture fixture = Fixture.oneTime();
        fixture.endSessions = event -> {
            throw new IllegalStateException("the session store is away");
        };
        String token = fixture.token();
        fixture.redeem(token, Fixture.NEW);

        assertThat(fixture.queue.lanes()).containsExactly(Lane.NOTICES, Lane.NOTICES);
        assertThat(fixture.queue.submitted)
                .extracting(item -> item.split("&", -1)[1])
                .containsExactly("request", "link", "changed", "sessions");
    }

    @Test
    void anItemOfARealmThatIsGoneEndsWithAnEvent() {
        Fixture fixture = Fixture.oneTime();
        fixture.reset();
        fixture.queue.submit(
                Lane.LINKS,
                new Item.Link("gone", ADA, null, new Item.Act(fixture.clock.instant(), null, null, null)).text());
        fixture.queue.run();

        assertThat(reasons(fixture)).containsExactly(NoMail.GONE);
    }

    private static TestAccounts finding(List<Account> accounts) {
        TestAccounts found = new TestAccounts() {
            @Override
            public List<Account> findByIdentifier(String identifier) {
                return accounts;
            }
        };
        accounts.forEach(found::put);
        return found;
    }

    private static List<NoMail> reasons(Fixture fixture) {
        return fixture.events(ResetEvent.NothingSent.class).stream()
                .map(ResetEvent.NothingSent::reason)
                .toList();
    }
}
