package dev.resetta.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.account.Account;
import dev.resetta.account.PasswordUpdate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2idTest {
    private static final Argon2id CHEAPEST = Argon2id.of(7 * 1024, 5, 1);

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "password; $argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "password; $argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "password; $argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc"
            })
    void hashesOfTheReferenceImplementationVerify(String password, String stored) {
        assertThat(CHEAPEST.verify(password, stored)).isTrue();
        assertThat(CHEAPEST.verify(password + " ", stored)).isFalse();
        assertThat(CHEAPEST.verify("", stored)).isFalse();
        assertThat(CHEAPEST.needsRehash(stored)).isTrue();
    }

    @Test
    void anUpgradeAtSignInReplacesAHashOfAnotherCostOnly() {
        String password = "password";
        String cheaper = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
        List<PasswordUpdate> updates = new ArrayList<>();
        Account account = Account.of("17", "ada@example.com", cheaper);

        assertThat(CHEAPEST.upgrade(account, password, updates::add, Instant.EPOCH))
                .isTrue();

        assertThat(updates).hasSize(1);
        assertThat(updates.get(0).expectedHash()).contains(cheaper);
        assertThat(CHEAPEST.verify(password, updates.get(0).newHash())).isTrue();
        Account upgraded = Account.of("17", "ada@example.com", updates.get(0).newHash());
        assertThat(CHEAPEST.upgrade(upgraded, password, updates::add, Instant.EPOCH))
                .isFalse();
        assertThat(updates).hasSize(1);
    }

    @Test
    void anUpgradeThatCameTooLateChangesNothing() {
        Account account = Account.of("17", null, "$2a$10$a hash of another kind");

        assertThat(CHEAPEST.upgrade(account, "password", update -> false, Instant.EPOCH))
                .isFalse();
    }

    @Test
    void aHashVerifiesItsPasswordAndNoOther() {
        String hash = CHEAPEST.hash("pässword \ud83d\udc0e");

        assertThat(hash).matches("\\$argon2id\\$v=19\\$m=7168,t=5,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
        assertThat(CHEAPEST.verify("pässword \ud83d\udc0e", hash)).isTrue();
        assertThat(CHEAPEST.verify("passwort \ud83d\udc0e", hash)).isFalse();
        assertThat(CHEAPEST.needsRehash(hash)).isFalse();
        assertThat(CHEAPEST.hash("pässword \ud83d\udc0e")).isNotEqualTo(hash);
        assertThat(CHEAPEST.hashes()).isTrue();
    }

    @Test
    void theRecommendedCostIsThatOfOwasp() {
        assertThat(Argon2id.recommended()).hasToString("Argon2id[m=19456,t=2,p=1]");
        assertThat(Argon2id.recommended().needsRehash(CHEAPEST.hash("x"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"47104,1", "19456,2", "12288,3", "9216,4", "7168,5", "7168,6", "7168,100"})
    void theLeastCostsOfOwaspAreTakenAndNothingBelow(int memoryKib, int iterations) {
        assertThat(Argon2id.of(memoryKib, iterations, 1)).isNotNull();
        assertThatThrownBy(() -> Argon2id.of(memoryKib - 1, iterations, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(memoryKib + " KiB");
    }

    @Test
    void costsOutOfRangeAreRefused() {
        for (int[] cost : List.of(
                new int[] {65536, 0, 1},
                new int[] {65536, -1, 1},
                new int[] {65536, 101, 1},
                new int[] {65536, 2, 0},
                new int[] {65536, 2, 17},
                new int[] {4 * 1024 * 1024 + 1, 2, 1})) {
            assertThatThrownBy(() -> Argon2id.of(cost[0], cost[1], cost[2]))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "password",
                "$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
                "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=16$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=2$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$t=2,m=256,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=0256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=-256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=99999999999,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=4194305,t=1,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=101,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=2,p=17$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=0,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=2,p=1$$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ=$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4$x",
                " $argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4\n",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQAA$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"
            })
    void whatIsNoHashOfArgon2idVerifiesNothingAndWantsANewOne(String stored) {
        assertThat(CHEAPEST.verify("password", stored)).isFalse();
        assertThat(CHEAPEST.verify("", stored)).isFalse();
        assertThat(CHEAPEST.needsRehash(stored)).isTrue();
    }

    @Test
    void theLargestCostsAreTaken() {
        String stored = "$argon2id$v=19$m=4194304,t=100,p=16$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

        assertThat(Argon2Hash.parse(stored)).map(Argon2Hash::toPhc).hasValue(stored);
        assertThat(Argon2id.of(4 * 1024 * 1024, 100, 16)).hasToString("Argon2id[m=4194304,t=100,p=16]");
        assertThat(Argon2id.of(4 * 1024 * 1024, 100, 16).needsRehash(stored)).isFalse();
        assertThat(Argon2id.of(4 * 1024 * 1024, 100, 15).needsRehash(stored)).isTrue();
        assertThat(Argon2id.of(4 * 1024 * 1024, 99, 16).needsRehash(stored)).isTrue();
        assertThat(Argon2id.of(4 * 1024 * 1024 - 1, 100, 16).needsRehash(stored))
                .isTrue();
    }

    @Test
    void hugeStoredTextIsNoHash() {
        assertThat(CHEAPEST.verify("password", "$argon2id$v=19$".repeat(100_000)))
                .isFalse();
    }

    @Test
    void aParsedHashTellsNoHash() {
        String hash = CHEAPEST.hash("password");

        assertThat(Argon2Hash.parse(hash).orElseThrow())
                .hasToString("Argon2Hash[m=7168,t=5,p=1]")
                .satisfies(parsed -> assertThat(parsed.toPhc()).isEqualTo(hash));
    }

    @Test
    void noneMakesNoHash() {
        assertThat(PasswordHasher.none().hashes()).isFalse();
        assertThatThrownBy(() -> PasswordHasher.none().hash("password")).isInstanceOf(IllegalStateException.class);
    }
}
