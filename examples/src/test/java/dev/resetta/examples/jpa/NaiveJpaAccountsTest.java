package dev.resetta.examples.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import dev.resetta.account.PasswordUpdater;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** What one writes first over JPA, and what the contract says to it. */
class NaiveJpaAccountsTest {
    @Test
    void findingAnEntityAnswersOutOfTheCache() {
        assertThat(failuresOf(Found.class)).containsExactlyInAnyOrder("afreshEachTime", "notAfterAChangeElsewhere");
    }

    @Test
    void loadingAndSettingLosesTheRace() {
        assertThat(failuresOf(LoadedAndSet.class))
                .containsExactlyInAnyOrder(
                        "oneOfManyWins",
                        "notAfterAChangeElsewhere",
                        "notAfterAChangeOfTheAddress",
                        "notAfterTheyAreDisabled",
                        "notAfterTheyAreDeleted");
    }

    @Test
    void theContractFailsNothingElseOfWhatIsRight() {
        assertThat(failuresOf(JpaAccountsTest.class)).isEmpty();
    }

    /** Finds entities, and takes what the persistence context or the second-level cache has of them. */
    static class Found extends JpaAccountsTest {
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
                    return right.findById(accountId).map(any -> {
                        Person person = shop.person(Long.parseLong(accountId));
                        return Account.of(accountId, person.getEmail(), person.getPasswordHash())
                                .withSecurityStamp(person.getSecurityStamp())
                                .withEligible(person.isEnabled());
                    });
                }
            };
        }
    }

    /** Loads, compares, sets, and commits by itself. */
    static class LoadedAndSet extends JpaAccountsTest {
        @Override
        protected PasswordUpdater createUpdater() {
            return update -> shop.factory.callInTransaction(entities -> {
                Person person = entities.find(Person.class, Long.valueOf(update.accountId()));
                if (person == null
                        || !person.getPasswordHash()
                                .equals(update.expectedHash().orElseThrow())) {
                    return false;
                }
                person.setPasswordHash(update.newHash());
                return true;
            });
        }
    }

    private static Set<String> failuresOf(Class<?> contract) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(contract))
                .execute()
                .testEvents()
                .failed()
                .stream()
                .map(Event::getTestDescriptor)
                .map(test -> (MethodSource) test.getSource().orElseThrow())
                .map(MethodSource::getMethodName)
                .collect(Collectors.toSet());
    }
}
