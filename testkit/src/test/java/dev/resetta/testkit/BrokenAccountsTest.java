package dev.resetta.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import dev.resetta.account.PasswordUpdate;
import dev.resetta.account.PasswordUpdater;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Directories and updaters that break a promise are rejected by the test that names it. */
class BrokenAccountsTest {
    @Test
    void anUpdaterThatDoesNotCompareIsSeen() {
        assertThat(Rejections.of(NoComparison.class))
                .contains("aSecondUpdateOfTheSameJudgementIsRefused", "notAfterAChangeElsewhere", "oneOfManyWins");
    }

    @Test
    void anUpdaterThatReadsFirstAndWritesThenIsSeen() {
        assertThat(Rejections.of(ReadThenWrite.class)).contains("oneOfManyWins");
    }

    @Test
    void anUpdaterThatSaysYesAndWritesNothingIsSeen() {
        assertThat(Rejections.of(WritesNothing.class)).contains("theNewPasswordIsThere");
    }

    @Test
    void aDirectoryThatRemembersIsSeen() {
        assertThat(Rejections.of(Remembering.class)).contains("afreshEachTime");
    }

    @Test
    void aDirectoryThatTakesWildcardsIsSeen() {
        assertThat(Rejections.of(Wildcards.class)).containsExactly("notByStrangeText");
    }

    @Test
    void aDirectoryThatTrimsIdsIsSeen() {
        assertThat(Rejections.of(TrimmedIds.class)).contains("notBySimilarIds");
    }

    @Test
    void anUpdaterThatComparesThePasswordAloneIsSeen() {
        assertThat(Rejections.of(PasswordAlone.class))
                .containsExactlyInAnyOrder("notAfterTheyAreDisabled", "notAfterAChangeOfTheAddress");
    }

    @Test
    void anUpdaterThatTrimsPasswordsIsSeen() {
        assertThat(Rejections.of(TrimmedPasswords.class)).containsExactly("everyCharacterOfThePasswordCounts");
    }

    /** Right as it is; the tests below override what they break. */
    abstract static class Right extends InMemoryAccountsTest {
        InMemoryAccounts all() {
            return (InMemoryAccounts) super.createUpdater();
        }
    }

    static class NoComparison extends Right {
        @Override
        protected PasswordUpdater createUpdater() {
            return update -> {
                if (all().findById(update.accountId()).isEmpty()) {
                    return false;
                }
                all().change(update.accountId(), account -> InMemoryAccounts.withHash(account, update.newHash()));
                return true;
            };
        }
    }

    static class ReadThenWrite extends Right {
        @Override
        protected PasswordUpdater createUpdater() {
            return update -> {
                Optional<Account> now = all().findById(update.accountId());
                LockSupport.parkNanos(100_000);
                if (now.isEmpty() || !now.get().passwordHash().equals(update.expectedHash())) {
                    return false;
                }
                all().change(update.accountId(), account -> InMemoryAccounts.withHash(account, update.newHash()));
                return true;
            };
        }
    }

    static class WritesNothing extends Right {
        @Override
        protected PasswordUpdater createUpdater() {
            return update -> true;
        }
    }

    static class Remembering extends Right {
        @Override
        protected AccountDirectory createDirectory() {
            AccountDirectory right = super.createDirectory();
            Map<String, Optional<Account>> seen = new HashMap<>();
            return new AccountDirectory() {
                @Override
                public List<Account> findByIdentifier(String identifier) {
                    return right.findByIdentifier(identifier);
                }

                @Override
                public synchronized Optional<Account> findById(String accountId) {
                    return seen.computeIfAbsent(accountId, right::findById);
                }
            };
        }
    }

    static class Wildcards extends Right {
        @Override
        protected AccountDirectory createDirectory() {
            AccountDirectory right = super.createDirectory();
            return new AccountDirectory() {
                @Override
                public List<Account> findByIdentifier(String identifier) {
                    return right.findByIdentifier(identifier.equals("%") ? "ada@example.com" : identifier);
                }

                @Override
                public Optional<Account> findById(String accountId) {
                    return right.findById(accountId);
                }
            };
        }
    }

    static class TrimmedIds extends Right {
        @Override
        protected AccountDirectory createDirectory() {
            AccountDirectory right = super.createDirectory();
            return new AccountDirectory() {
                @Override
                public List<Account> findByIdentifier(String identifier) {
                    return right.findByIdentifier(identifier);
                }

                @Override
                public Optional<Account> findById(String accountId) {
                    return right.findById(accountId.trim());
                }
            };
        }
    }

    static class PasswordAlone extends Right {
        @Override
        protected PasswordUpdater createUpdater() {
            return update -> {
                AtomicBoolean isReplaced = new AtomicBoolean();
                if (all().findById(update.accountId()).isPresent()) {
                    all().change(update.accountId(), account -> {
                        isReplaced.set(account.passwordHash().equals(update.expectedHash()));
                        return isReplaced.get() ? InMemoryAccounts.withHash(account, update.newHash()) : account;
                    });
                }
                return isReplaced.get();
            };
        }
    }

    static class TrimmedPasswords extends Right {
        @Override
        protected PasswordUpdate update(Account judged, String newPassword) {
            return super.update(judged, newPassword.strip());
        }
    }
}
