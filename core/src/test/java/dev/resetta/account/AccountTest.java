package dev.resetta.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Accounts and updates hold what they are given, each part by itself. */
class AccountTest {
    private static final Account FULL = Account.of("17", "ada@example.com", "hash")
            .withName("Ada")
            .withLocale(Locale.ITALIAN)
            .withSecurityStamp("stamp")
            .withEligible(false)
            .withNoticeAddresses(List.of("else@example.com"));

    @Test
    void everyPartIsKept() {
        assertThat(FULL.id()).isEqualTo("17");
        assertThat(FULL.address()).hasValue("ada@example.com");
        assertThat(FULL.passwordHash()).hasValue("hash");
        assertThat(FULL.name()).isEqualTo("Ada");
        assertThat(FULL.locale()).hasValue(Locale.ITALIAN);
        assertThat(FULL.securityStamp()).hasValue("stamp");
        assertThat(FULL.isEligible()).isFalse();
        assertThat(FULL.noticeAddresses()).containsExactly("else@example.com");
    }

    @Test
    void whatIsMissingIsEmptyAndTheNameIsTheNextBest() {
        Account bare = Account.of("17", null, null);

        assertThat(bare.address()).isEmpty();
        assertThat(bare.passwordHash()).isEmpty();
        assertThat(bare.locale()).isEmpty();
        assertThat(bare.securityStamp()).isEmpty();
        assertThat(bare.isEligible()).isTrue();
        assertThat(bare.name()).isEqualTo("17");
        assertThat(FULL.withName(null).name()).isEqualTo("ada@example.com");
        assertThat(FULL.withLocale(null).locale()).isEmpty();
        assertThat(FULL.withSecurityStamp(null).securityStamp()).isEmpty();
    }

    @Test
    void noticeAddressesAreCopied() {
        List<String> addresses = new ArrayList<>(List.of("one@example.com"));
        Account account = FULL.withNoticeAddresses(addresses);
        addresses.add("two@example.com");

        assertThat(account.noticeAddresses()).containsExactly("one@example.com");
    }

    @Test
    void anIdHasUpTo200CharactersAndIsNotBlank() {
        assertThat(Account.of("x".repeat(200), null, null).id()).hasSize(200);
        assertThatThrownBy(() -> Account.of("x".repeat(201), null, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Account.of(" \t", null, null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anUpdateSaysWhatToWriteAndOverWhat() {
        PasswordUpdate update = PasswordUpdate.of(FULL, "new hash", "new password", Instant.EPOCH);

        assertThat(update.account()).isSameAs(FULL);
        assertThat(update.accountId()).isEqualTo("17");
        assertThat(update.expectedHash()).hasValue("hash");
        assertThat(update.newHash()).isEqualTo("new hash");
        assertThat(update.newPassword()).isEqualTo("new password");
        assertThat(update.at()).isEqualTo(Instant.EPOCH);
        assertThatThrownBy(() -> PasswordUpdate.of(FULL, null, "new password", Instant.EPOCH)
                        .newHash())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("PasswordHasher.none()");
    }

    @Test
    void anUpdaterJoinsTheTransactionUnlessItSaysOtherwise() {
        PasswordUpdater updater = update -> true;

        assertThat(updater.joinsTransaction()).isTrue();
    }
}
