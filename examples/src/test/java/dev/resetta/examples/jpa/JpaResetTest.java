package dev.resetta.examples.jpa;

import static dev.resetta.testkit.ResetAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.LinkProblem;
import dev.resetta.PasswordReset;
import dev.resetta.ResetRequest;
import dev.resetta.ResetResult;
import dev.resetta.ResetSubmission;
import dev.resetta.account.Account;
import dev.resetta.account.PasswordUpdate;
import dev.resetta.account.PasswordUpdater;
import dev.resetta.testkit.ManualDeliveryQueue;
import dev.resetta.testkit.RecordingNotifier;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.OptimisticLockException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whole resets over JPA accounts, on a pool of one connection: everything happens on that of the entity manager. */
class JpaResetTest {
    private static final long ADA = 17;
    private static final String NEW = "correct horse battery";

    private final JpaShop shop = new JpaShop(1);
    private final RecordingNotifier mailbox = new RecordingNotifier();
    private final ManualDeliveryQueue queue = new ManualDeliveryQueue();
    private final List<String> endedSessions = new ArrayList<>();
    private final PasswordReset reset = reset(shop.accounts);

    @BeforeEach
    void addAda() {
        shop.add(ADA, "ada@example.com");
    }

    @AfterEach
    void close() {
        reset.close();
        shop.close();
    }

    @Test
    void aPasswordIsChanged() {
        String token = token();
        Person before = shop.person(ADA);
        assertThat(reset.check(token)).isGood();
        assertThat(redeem(token)).isChanged();

        assertThat(shop.person(ADA).getPasswordHash()).as("through the cache").isEqualTo("hash of " + NEW);
        Person after = shop.stored(ADA);
        assertThat(after.getPasswordHash()).isEqualTo("hash of " + NEW);
        assertThat(after.getVersion()).isEqualTo(before.getVersion() + 1);
        assertThat(after.getSecurityStamp()).isNotEqualTo(before.getSecurityStamp());
        assertThat(endedSessions).containsExactly("17, now hash of " + NEW);
        assertThat(reset.check(token)).isRefused(LinkProblem.USED);
    }

    @Test
    void whatTheCallerHasChangedAndNotWrittenCounts() {
        String token = token();
        inTransaction(entities -> {
            entities.find(Person.class, ADA).setEnabled(false);
            assertThat(reset.check(token)).isRefused(LinkProblem.INVALID);
        });
        assertThat(redeem(token)).isLinkRefused(LinkProblem.INVALID);
    }

    @Test
    void theCallersFlushModeDoesNotMatter() {
        inTransaction(entities -> {
            entities.setFlushMode(FlushModeType.COMMIT);
            Person ada = entities.find(Person.class, ADA);
            ada.setEmail("ada@new.example.com");
            Account judged = shop.accounts.findById("17").orElseThrow();
            assertThat(judged.address()).contains("ada@new.example.com");

            ada.setName("Countess");
            assertThat(shop.accounts.update(PasswordUpdate.of(judged, "new hash", NEW, Instant.now())))
                    .isTrue();
        });
        assertThat(shop.stored(ADA).getName()).isEqualTo("Countess");
        assertThat(shop.stored(ADA).getPasswordHash()).isEqualTo("new hash");
    }

    @Test
    void anEntityThatTheCallerHasLoadedBringsNoOldHashBack() {
        String token = token();
        inTransaction(entities -> {
            Person ada = entities.find(Person.class, ADA);
            assertThat(redeem(token)).isChanged();
            assertThat(ada.getPasswordHash()).isEqualTo("hash of " + NEW);
            ada.setName("Countess");
        });

        assertThat(shop.stored(ADA).getName()).isEqualTo("Countess");
        assertThat(shop.stored(ADA).getPasswordHash()).isEqualTo("hash of " + NEW);
    }

    @Test
    void anEntityThatOthersHaveLoadedBringsNoOldHashBack() {
        String token = token();
        Person loadedBefore = shop.person(ADA);
        assertThat(redeem(token)).isChanged();
        loadedBefore.setName("Countess");

        assertThatThrownBy(() -> inTransaction(entities -> entities.merge(loadedBefore)))
                .isInstanceOf(OptimisticLockException.class);
        assertThat(shop.stored(ADA).getPasswordHash()).isEqualTo("hash of " + NEW);
    }

    @Test
    void afterAFailureThatTheCallerSwallowsNothingWrongIsWritten() {
        String token = token();
        try (PasswordReset failing = reset(update -> {
            assertThat(shop.accounts.update(update)).isTrue();
            throw new IllegalStateException("planted");
        })) {
            assertThatThrownBy(() -> inTransaction(entities -> {
                        Person ada = entities.find(Person.class, ADA);
                        assertThatThrownBy(() -> redeem(failing, token)).hasMessage("planted");
                        ada.setName("Countess");
                    }))
                    .hasCauseInstanceOf(OptimisticLockException.class);
        }
        assertThatNothingHappened(token);
    }

    private void assertThatNothingHappened(String token) {
        assertThat(reset.check(token)).isGood();
        assertThat(shop.stored(ADA).getPasswordHash()).isEqualTo("old hash");
        assertThat(endedSessions).isEmpty();
        assertThat(queue.items()).isEmpty();
    }

    private void inTransaction(Consumer<EntityManager> work) {
        shop.transactions.inTransaction(entities -> {
            work.accept(entities);
            return true;
        });
    }

    private PasswordReset reset(PasswordUpdater updater) {
        return PasswordReset.builder()
                .resetLink("https://shop.example.com/reset?token={token}")
                .accounts(shop.accounts)
                .passwordUpdater(updater)
                .tokenStore(shop.db.tokenStore())
                .passwordHasher(password -> "hash of " + password)
                .notifier(mailbox)
                .deliveryQueue(queue)
                .endSessions(changed -> endedSessions.add(changed.accountId() + ", now "
                        + shop.stored(Long.parseLong(changed.accountId())).getPasswordHash()))
                .build();
    }

    private String token() {
        reset.request(ResetRequest.forIdentifier("ADA@example.com"));
        queue.carryOut();
        return mailbox.lastToken();
    }

    private ResetResult redeem(String token) {
        return redeem(reset, token);
    }

    private static ResetResult redeem(PasswordReset reset, String token) {
        return reset.redeem(ResetSubmission.forToken(token).password(NEW));
    }
}
