package dev.resetta.examples.replays;

import static dev.resetta.examples.demo.shop.DemoAccounts.ALMA;
import static dev.resetta.examples.demo.shop.DemoAccounts.BEN;
import static dev.resetta.examples.replays.Application.ADA;
import static dev.resetta.examples.replays.Application.BOB;
import static dev.resetta.examples.replays.Application.NEW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.ResetRequest;
import dev.resetta.ResetResult;
import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import dev.resetta.delivery.Notice;
import dev.resetta.examples.demo.TestBrowser;
import dev.resetta.examples.demo.TestSite;
import dev.resetta.testkit.InMemoryAccounts;
import dev.resetta.token.TokenPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/** Whom the mail goes to: the stored address of the account that is meant, and nobody else. */
class RecipientReplayTest {
    private static final String STORED_ONLY = "mailed to the stored address only";
    private static final String FOR_ITSELF = "one link for each account, good for that one alone";
    private static final String AS_TYPED = "whom nobody typed gets no mail";
    private static final String NOT_THE_OLD_ADDRESS = "nothing good is at the old address";

    private static final Account MIKE = Account.of("19", "mike@kelly.example", "hash of mike's old password");
    private static final List<String> LOOK_ALIKES = List.of(
            "m\u0131ke@kelly.example",
            "MIKE@KELLY.EXAMPLE",
            "mi\u212ae@kelly.example",
            "m\u00efke@kelly.example",
            "\uff4dike@kelly.example",
            "mike@\u212aelly.example",
            "mike@kelly.example\u3000");

    private static void everyMailGoesToAStoredAddress(Application app, List<String> typed) {
        for (String text : typed) {
            assertThat(app.ask(text))
                    .as(STORED_ONLY)
                    .hasSizeLessThanOrEqualTo(1)
                    .allSatisfy(link -> assertThat(List.of(ADA, BOB, MIKE))
                            .as(STORED_ONLY)
                            .anyMatch(account -> account.address()
                                    .orElseThrow()
                                    .equals(link.to().address())));
        }
    }

    @Replay(
            value = "CVE-2023-7028",
            how = "over HTTP: the field twice, as an array, as a list; and 24 spellings of two in one text")
    void twoAddressesInOneRequest() {
        try (TestSite site = TestSite.with("one-time")) {
            TestBrowser browser = site.browser();
            TestBrowser.Answer form = browser.get("/forgot");
            for (String name : List.of("user[email][]", "email[]", "email")) {
                String fields =
                        TestBrowser.encode("form", form.csrfField(), name, ALMA.email(), name, "thief@evil.example");
                assertThat(browser.post("/forgot", fields).status()).as(name).isEqualTo(400);
            }
            for (String separator : List.of(",", ";", " ")) {
                form.sendOnly("email", ALMA.email() + separator + "thief@evil.example");
            }
            site.ask(BEN.email());
            assertThat(site.mail(1).to()).as(STORED_ONLY).contains(BEN.email());
            assertThat(site.mailCount()).isEqualTo(1);
        }
        everyMailGoesToAStoredAddress(Application.oneTime(), lists());
    }

    @Planted(
            value = "CVE-2023-7028",
            how = "a directory that finds each of a list, and accounts that have the typed address")
    void plantedList() {
        Application app = Application.oneTime();
        app.directory = new TypedAddresses(loose(app.accounts, (address, typed) -> typed.contains(address)));
        Caught.by(STORED_ONLY, () -> everyMailGoesToAStoredAddress(app, lists()));
    }

    @Replay(
            value = {"CVE-2019-19844", "GitHub-2016"},
            how = "a directory that finds by look-alikes; seven of them are typed")
    void lookAlikes() {
        Application app = Application.oneTime();
        app.accounts.put(MIKE);
        app.directory = loose(app.accounts, LooseAccounts::lookAlike);

        everyMailGoesToAStoredAddress(app, LOOK_ALIKES);
        assertThat(app.mailbox.links())
                .as("the directory is as loose as it should be")
                .hasSizeGreaterThan(5);
    }

    @Planted(
            value = {"CVE-2019-19844", "GitHub-2016"},
            how = "a directory that finds by look-alikes, and accounts that have the typed address")
    void plantedLookAlikes() {
        Application app = Application.oneTime();
        app.accounts.put(MIKE);
        app.directory = new TypedAddresses(loose(app.accounts, LooseAccounts::lookAlike));
        Caught.by(STORED_ONLY, () -> everyMailGoesToAStoredAddress(app, LOOK_ALIKES));
    }

    private static void blanksMeanNobody(Application app) {
        for (String blank : List.of(" ", "\t", "\u00a0", "\u200b", "   ")) {
            for (String typed : List.of(blank + "bob", "bob" + blank, blank + "bob" + blank)) {
                assertThat(app.ask(typed)).as(AS_TYPED).isEmpty();
            }
        }
    }

    @Replay(value = "CVE-2020-7245", how = "a user name with five kinds of blanks before it, after it and around it")
    void blanksAroundAName() {
        Application app = Application.oneTime();
        app.accounts.put(Account.of("bob", "bob@example.com", "hash of the other bob's old password"));
        blanksMeanNobody(app);
        assertThat(app.ask("bob")).hasSize(1);
    }

    @Planted(value = "CVE-2020-7245", how = "a directory that trims")
    void plantedTrimming() {
        Application app = Application.oneTime();
        app.accounts.put(Account.of("20", "bob", "hash of the other bob's old password"));
        app.directory = new LooseAccounts(
                app.accounts,
                List.of(Account.of("20", "bob", null)),
                (address, typed) -> typed.strip().equals(address));
        Caught.by(AS_TYPED, () -> blanksMeanNobody(app));
    }

    private static void twoUnderOneAddress(Application app) {
        String shared = ADA.address().orElseThrow();
        app.accounts.put(
                Account.of(BOB.id(), shared, BOB.passwordHash().orElseThrow()).withName("bob"));
        List<Notice.ResetLink> links = app.ask(shared);
        assertThat(links)
                .as(FOR_ITSELF)
                .extracting(link -> link.to().accountId())
                .containsExactlyInAnyOrder("17", "18");
        assertThat(links).extracting(link -> link.to().name()).doesNotHaveDuplicates();

        String tokenOfLast = app.mailbox.lastToken();
        boolean lastIsBob = links.get(1).to().accountId().equals(BOB.id());
        assertThat(app.redeems(tokenOfLast)).isTrue();
        assertThat(app.isUntouched(lastIsBob ? ADA : BOB)).as(FOR_ITSELF).isTrue();
    }

    @Replay(value = "CVE-2025-59943", how = "two accounts under one address; one of the two links is used")
    void oneAddressForTwo() {
        twoUnderOneAddress(Application.oneTime());
    }

    @Planted(value = "CVE-2025-59943", how = "an updater that writes to everybody under the address")
    void plantedUpdateByAddress() {
        Application app = Application.oneTime();
        app.updater = update -> {
            app.accounts.change(ADA.id(), account -> InMemoryAccounts.withHash(account, update.newHash()));
            app.accounts.change(BOB.id(), account -> InMemoryAccounts.withHash(account, update.newHash()));
            return true;
        };
        Caught.by(FOR_ITSELF, () -> twoUnderOneAddress(app));
    }

    /** The address changes after the request, and again after the mail. */
    private static void addressChangesMeanwhile(Application app) {
        String old = ADA.address().orElseThrow();
        app.ask(old);
        String inTheOldMailbox = app.mailbox.lastToken();
        app.reset().request(ResetRequest.forIdentifier(old));
        app.accounts.put(
                Account.of(ADA.id(), "ada@new.example", ADA.passwordHash().orElseThrow()));
        int before = app.mailbox.links().size();
        app.waiting.carryOut();

        assertThat(app.mailbox.links().subList(before, app.mailbox.links().size()))
                .as(NOT_THE_OLD_ADDRESS)
                .noneMatch(link -> link.to().address().equals(old));
        assertThat(app.redeems(inTheOldMailbox)).as(NOT_THE_OLD_ADDRESS).isFalse();
    }

    @Replay(
            value = {"CVE-2017-18908", "CVE-2019-20875"},
            how = "the address is changed between request and mail, and between mail and use")
    void theAddressIsBeingChanged() {
        for (TokenPolicy policy : Application.POLICIES) {
            addressChangesMeanwhile(Application.of(policy));
        }
    }

    @Planted(
            value = {"CVE-2017-18908", "CVE-2019-20875"},
            how = "a directory that reads from a cache, and an updater that compares nothing")
    void plantedCache() {
        Application app = Application.oneTime();
        app.directory = new StaleAccounts(app.accounts);
        app.updater = new BlindUpdater(app.accounts);
        Caught.by(NOT_THE_OLD_ADDRESS, () -> addressChangesMeanwhile(app));
    }

    @Replay(value = "CVE-2021-3754", how = "somebody's user name is somebody else's address, and that is typed")
    void aNameThatIsAnAddress() {
        Application app = Application.oneTime();
        String victims = ADA.address().orElseThrow();
        app.accounts.put(Account.of(victims, "thief@evil.example", "hash of the thief's password"));
        List<Notice.ResetLink> links = app.ask(victims);

        assertThat(links)
                .extracting(link -> link.to().accountId() + " " + link.to().address())
                .containsExactlyInAnyOrder("17 " + victims, victims + " thief@evil.example");
        String ofTheLast = app.mailbox.lastToken();
        assertThat(app.redeem(ofTheLast, NEW))
                .isEqualTo(new ResetResult.Changed(links.get(1).to().accountId()));
    }

    private static AccountDirectory loose(AccountDirectory accounts, BiPredicate<String, String> means) {
        return new LooseAccounts(accounts, List.of(ADA, BOB, MIKE), means);
    }

    private static List<String> lists() {
        String victim = ADA.address().orElseThrow();
        String thief = "thief@evil.example";
        List<String> typed = new ArrayList<>();
        for (String separator : List.of(",", ";", " ", ", ", "\n", "\r\n", "\0", "%0a", "&email=", "\",\"")) {
            typed.add(victim + separator + thief);
            typed.add(thief + separator + victim);
        }
        typed.add("Ada <" + victim + ">");
        typed.add(victim + " <" + thief + ">");
        typed.add("[\"" + victim + "\",\"" + thief + "\"]");
        typed.add("<" + victim);
        return typed;
    }
}
