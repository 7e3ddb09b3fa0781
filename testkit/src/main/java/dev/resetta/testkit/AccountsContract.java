package dev.resetta.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import dev.resetta.account.PasswordUpdate;
import dev.resetta.account.PasswordUpdater;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What an {@link AccountDirectory} and the {@link PasswordUpdater} beside it owe: the account as it is now, found by nothing
 * but itself, and a password that changes only if it is still the one that was judged.
 *
 * <p>Extend it, hand out both, and do with an account what the application does with it when no reset is about: add it,
 * change its password, its address, disable it, delete it. The tests do that between a judgement and the write it led to.
 * {@code testkit/README.md} shows a whole subclass.
 */
@DisplayName("Accounts")
public abstract class AccountsContract {
    private static final String ADDRESS = "ada@example.com";
    private static final String NEW = "correct horse battery";
    private static final int RUNNERS = 8;
    private static final int ROUNDS = Boolean.getBoolean("resetta.thorough") ? 100 : 10;

    /** What a stranger types, or writes into a token of his own. */
    private static final List<String> STRANGE = List.of(
            "",
            " ",
            "*",
            "%",
            "_",
            "' OR '1'='1",
            "\" or 1=1 --",
            "*)(uid=*))(|(uid=*",
            "{\"$ne\": null}",
            "../../etc/passwd",
            "ada@example.com,eve@example.com",
            "ada@example.com\0",
            "ada@example.com\r\n",
            "\uD83D\uDE00",
            "x".repeat(4000));

    private AccountDirectory directory = new InMemoryAccounts();
    private PasswordUpdater updater = new InMemoryAccounts();

    /** For extension. */
    protected AccountsContract() {}

    /** Says who finds accounts; called before each test, and starts without any. */
    protected abstract AccountDirectory createDirectory();

    /** Says who replaces passwords; called right after {@link #createDirectory()}. */
    protected abstract PasswordUpdater createUpdater();

    /**
     * Adds an account that may reset its password, and has one.
     *
     * @return its id
     */
    protected abstract String add(String address);

    /** Changes the password past every reset, and comes back once a stamp that is a time would have another value. */
    protected abstract void changePassword(String accountId);

    /** Changes the address past every reset. */
    protected abstract void changeAddress(String accountId, String address);

    /** Says that the account may not reset its password any more. */
    protected abstract void disable(String accountId);

    /** Deletes the account. */
    protected abstract void delete(String accountId);

    /**
     * Describes an update with a hash of its own; override it if the application's hashes have to have another form, or if the
     * updater hands the password on.
     */
    protected PasswordUpdate update(Account judged, String newPassword) {
        return PasswordUpdate.of(judged, "$test$" + TokenRows.digest(newPassword), newPassword, Instant.now());
    }

    /** Says whether somebody can sign in; by default whether the stored hash is the one of {@link #update}. */
    protected boolean signsIn(String accountId, String password) {
        String expected = update(account(accountId), password).newHash();
        return account(accountId).passwordHash().filter(expected::equals).isPresent();
    }

    @BeforeEach
    void createTheParts() {
        directory = createDirectory();
        updater = createUpdater();
    }

    @Nested
    @DisplayName("are found")
    class Found {
        @Test
        @DisplayName("by what people type, and by their id, as the same account")
        void byIdentifierAndById() {
            String id = add(ADDRESS);
            add("eve@example.com");

            assertThat(directory.findByIdentifier(ADDRESS))
                    .extracting(Account::id)
                    .containsExactly(id);
            assertThat(account(id).address()).contains(ADDRESS);
            assertThat(account(id).isEligible()).isTrue();
            assertThat(state(directory.findByIdentifier(ADDRESS).get(0))).isEqualTo(state(account(id)));
        }

        @Test
        @DisplayName("with a hash or a stamp, so that links die with the password")
        void withSomethingToBindLinksTo() {
            Account account = account(add(ADDRESS));

            assertThat(account.passwordHash().isPresent()
                            || account.securityStamp().isPresent())
                    .as("a hash or a security stamp")
                    .isTrue();
        }

        @Test
        @DisplayName("by nothing that strangers make up")
        void notByStrangeText() {
            String id = add(ADDRESS);
            for (String strange : STRANGE) {
                assertThat(directory.findByIdentifier(strange))
                        .as("identifier <%s>", strange)
                        .isEmpty();
                String madeUp = strange.substring(0, Math.min(200, strange.length()));
                assertThat(directory.findById(madeUp)).as("id <%s>", madeUp).isEmpty();
            }
            assertThat(account(id).address()).contains(ADDRESS);
        }

        @Test
        @DisplayName("by their exact id only")
        void notBySimilarIds() {
            String id = add(ADDRESS);

            for (String similar : List.of(id + " ", " " + id, id + "\0", id + "x", "0" + id, id + ".0")) {
                assertThat(directory.findById(similar)).as("id <%s>", similar).isEmpty();
            }
            for (String folded : List.of(id.toUpperCase(Locale.ROOT), id.toLowerCase(Locale.ROOT))) {
                assertThat(directory.findById(folded).isPresent())
                        .as("id <%s> by <%s>", id, folded)
                        .isEqualTo(folded.equals(id));
            }
        }

        @Test
        @DisplayName("as they are now: password, address, eligibility, existence")
        void afreshEachTime() {
            String id = add(ADDRESS);
            String before = state(account(id));
            changePassword(id);
            assertThat(state(account(id))).as("after a change of password").isNotEqualTo(before);

            changeAddress(id, "ada@new.example.com");
            assertThat(account(id).address()).contains("ada@new.example.com");
            assertThat(directory.findByIdentifier(ADDRESS)).isEmpty();

            disable(id);
            assertThat(directory.findById(id).filter(Account::isEligible))
                    .as("a disabled account")
                    .isEmpty();

            delete(id);
            assertThat(directory.findById(id)).isEmpty();
            assertThat(directory.findByIdentifier("ada@new.example.com")).isEmpty();
        }
    }

    @Nested
    @DisplayName("get a new password")
    class Updated {
        @Test
        @DisplayName("with which they sign in, and which changes what links are bound to")
        void theNewPasswordIsThere() {
            String id = add(ADDRESS);
            String other = add("eve@example.com");
            Account judged = account(id);
            String othersState = state(account(other));

            assertThat(updater.update(update(judged, NEW))).isTrue();
            assertThat(signsIn(id, NEW)).isTrue();
            assertThat(state(account(id))).isNotEqualTo(state(judged));
            assertThat(state(account(other))).as("another account").isEqualTo(othersState);
        }

        @Test
        @DisplayName("in any script, of which every character counts, spaces around it included")
        void everyCharacterOfThePasswordCounts() {
            String id = add(ADDRESS);
            String password = " p\u00e4ssw\u00f6rd \u5bc6\u7801 \uD83D\uDD11 ";

            assertThat(updater.update(update(account(id), password))).isTrue();
            assertThat(signsIn(id, password)).isTrue();
            assertThat(signsIn(id, password.strip())).isFalse();
            assertThat(signsIn(id, password.replace('\u5bc6', '?'))).isFalse();
        }

        @Test
        @DisplayName("once for each judgement")
        void aSecondUpdateOfTheSameJudgementIsRefused() {
            String id = add(ADDRESS);
            Account judged = account(id);
            updater.update(update(judged, NEW));

            assertThat(updater.update(update(judged, "four random long words"))).isFalse();
            assertThat(signsIn(id, NEW)).isTrue();
        }

        @Test
        @DisplayName("not if it was changed since the judgement")
        void notAfterAChangeElsewhere() {
            String id = add(ADDRESS);
            Account judged = account(id);
            changePassword(id);
            String changed = state(account(id));

            assertThat(updater.update(update(judged, NEW))).isFalse();
            assertThat(state(account(id))).as("nothing was written").isEqualTo(changed);
        }

        @Test
        @DisplayName("not if they are gone")
        void notAfterTheyAreDeleted() {
            String id = add(ADDRESS);
            Account judged = account(id);
            delete(id);

            assertThat(updater.update(update(judged, NEW))).isFalse();
            assertThat(directory.findById(id)).isEmpty();
        }

        @Test
        @DisplayName("not if they may not reset it any more")
        void notAfterTheyAreDisabled() {
            assumeTrue(comparesTheWholeAccount(), "It compares the password alone.");
            String id = add(ADDRESS);
            Account judged = account(id);
            disable(id);

            assertThat(updater.update(update(judged, NEW))).isFalse();
        }

        @Test
        @DisplayName("not if their address has changed since the judgement")
        void notAfterAChangeOfTheAddress() {
            assumeTrue(comparesTheWholeAccount(), "It compares the password alone.");
            String id = add(ADDRESS);
            Account judged = account(id);
            changeAddress(id, "ada@new.example.com");

            assertThat(updater.update(update(judged, NEW))).isFalse();
            assertThat(signsIn(id, NEW)).isFalse();
        }

        @Test
        @DisplayName("from one of many at once, whose password it is then")
        void oneOfManyWins() {
            assumeTrue(comparesInOneStep(), "It compares and writes in two steps; another update may come between.");
            for (int round = 0; round < ROUNDS; round++) {
                String id = add("racer-" + round + "@example.com");
                Account judged = account(id);
                List<Boolean> won = Race.of(RUNNERS, runner -> updates(update(judged, "password of runner " + runner)));

                assertThat(Collections.frequency(won, true))
                        .as("winners in round %s", round)
                        .isOne();
                assertThat(signsIn(id, "password of runner " + won.indexOf(true)))
                        .isTrue();
            }
        }
    }

    /** Writes as Resetta does: what a database could not tell is tried again. */
    private boolean updates(PasswordUpdate update) {
        return Race.patiently(() -> updater.update(update));
    }

    /**
     * Says whether the updater compares the address and whether the account is eligible, too, and not the password alone. By
     * default false, since the account is judged again right before the write. Where nothing locks it in between, a change at
     * that very moment goes unseen; an updater that compares everything closes the gap.
     */
    protected boolean comparesTheWholeAccount() {
        return false;
    }

    /**
     * Says whether the updater compares and writes in one step; the race is reported as skipped if not. A system that offers no
     * such step (many directories) says false, and its documentation says what that gives up.
     */
    protected boolean comparesInOneStep() {
        return true;
    }

    private Account account(String id) {
        return directory.findById(id).orElseThrow(() -> new AssertionError("The account is not found by its id."));
    }

    /** What links are bound to. */
    private static String state(Account account) {
        return account.address() + "/" + account.passwordHash() + "/" + account.securityStamp();
    }
}
