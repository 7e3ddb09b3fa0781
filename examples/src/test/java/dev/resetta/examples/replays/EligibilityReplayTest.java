package dev.resetta.examples.replays;

import static dev.resetta.examples.demo.shop.DemoAccounts.CLEO;
import static dev.resetta.examples.replays.Application.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.LinkProblem;
import dev.resetta.ResetRequest;
import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import dev.resetta.examples.demo.TestSite;
import dev.resetta.token.TokenPolicy;
import java.util.List;
import java.util.Optional;

/** Who may not reset a password: services, the disabled, those who sign in elsewhere. */
class EligibilityReplayTest {
    private static final String NOT_FOR_SERVICES = "a service gets no link";
    private static final String DEAD_WHILE_DISABLED = "no link of somebody disabled is good";

    private static void servicesGetNothing(Application app) {
        String address = "service-account-orders@placeholder.org";
        app.accounts.put(Account.of("21", address, "hash of nobody's").withEligible(false));
        boolean answerForService = app.reset().request(ResetRequest.forIdentifier(address));
        boolean answerForAda = app.reset().request(ResetRequest.forIdentifier("ada@example.com"));
        app.waiting.carryOut();

        assertThat(answerForService).isEqualTo(answerForAda);
        assertThat(app.mailbox.notices()).as(NOT_FOR_SERVICES).hasSize(1);
    }

    @Replay(
            value = {"CVE-2019-14837", "CVE-2024-39836"},
            how = "a request for the address of a service, whose account is not eligible")
    void services() {
        for (TokenPolicy policy : Application.POLICIES) {
            servicesGetNothing(Application.of(policy));
        }
    }

    @Planted(
            value = {"CVE-2019-14837", "CVE-2024-39836"},
            how = "a directory that takes everybody for eligible")
    void plantedServices() {
        Application app = Application.oneTime();
        app.directory = new EverybodyIsEligible(app.accounts);
        Caught.by(NOT_FOR_SERVICES, () -> servicesGetNothing(app));
    }

    /** Disabled after the link was mailed: at the latest the use asks again, and nothing makes the account eligible. */
    private static void disabledMeanwhile(Application app) {
        String token = app.tokenFor(ADA);
        app.accounts.change(ADA.id(), account -> account.withEligible(false));

        assertThat(app.problem(token)).as(DEAD_WHILE_DISABLED).isEqualTo(LinkProblem.INVALID);
        assertThat(app.redeems(token)).as(DEAD_WHILE_DISABLED).isFalse();
        assertThat(app.ask(ADA.address().orElseThrow())).isEmpty();
        assertThat(app.accounts.findById(ADA.id()).orElseThrow().isEligible()).isFalse();
        assertThat(app.isUntouched(ADA)).isTrue();
    }

    @Replay(
            value = {"CVE-2024-45298", "CVE-2024-1525", "CVE-2025-58065"},
            how = "disabled between mail and use, for each policy; over HTTP, a disabled shopper asks for a link")
    void disabledUsers() {
        for (TokenPolicy policy : Application.POLICIES) {
            disabledMeanwhile(Application.of(policy));
        }
        try (TestSite site = TestSite.with("one-time")) {
            site.ask(CLEO.email());
            site.ask("ben@larkspur.example");
            assertThat(site.mail(1).to()).doesNotContain(CLEO.email());
            assertThat(site.mailCount()).isEqualTo(1);
            assertThat(site.signsIn(CLEO, CLEO.password())).isFalse();
        }
    }

    @Planted(
            value = {"CVE-2024-45298", "CVE-2024-1525", "CVE-2025-58065"},
            how = "a directory that takes everybody for eligible")
    void plantedDisabledUsers() {
        Application app = Application.oneTime();
        app.directory = new EverybodyIsEligible(app.accounts);
        Caught.by(DEAD_WHILE_DISABLED, () -> disabledMeanwhile(app));
    }

    /** Weak: never asks who may reset a password. */
    private record EverybodyIsEligible(AccountDirectory accounts) implements AccountDirectory {
        @Override
        public List<Account> findByIdentifier(String identifier) {
            return accounts.findByIdentifier(identifier).stream()
                    .map(account -> account.withEligible(true))
                    .toList();
        }

        @Override
        public Optional<Account> findById(String accountId) {
            return accounts.findById(accountId).map(account -> account.withEligible(true));
        }
    }
}
