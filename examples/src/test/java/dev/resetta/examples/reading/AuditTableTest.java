package dev.resetta.examples.reading;

import static dev.resetta.testkit.ResetAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.LinkProblem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AuditTableTest {
    private final AuditTable audit = new AuditTable();

    @AfterEach
    void close() {
        audit.close();
    }

    @Test
    void everyStepIsKeptWithItsRealmAndPrivateReason() throws InterruptedException {
        audit.ask("staff", "ada@example.com");
        String token = tokenForAda();
        assertThat(audit.choose(token, "too short")).isPasswordRefused("too-short");
        assertThat(audit.choose(token, "correct horse battery")).isChanged();
        assertThat(audit.choose(token, "stolen horse battery")).isLinkRefused(LinkProblem.USED);
        audit.carryOut();
        assertThat(audit.lines())
                .contains(
                        "staff Requested",
                        "staff NothingSent nobody",
                        "customers Requested",
                        "customers LinkDelivered 17",
                        "customers PasswordRefused 17 too-short",
                        "customers PasswordChanged 17",
                        "customers LinkRefused 17 used")
                .anySatisfy(line -> assertThat(line).startsWith("customers LinkIssued 17 good until 2"));
    }

    @Test
    void noLineHoldsASecret() throws InterruptedException {
        String token = tokenForAda();
        audit.choose(token, "too short");
        audit.choose(token, "correct horse battery");
        audit.choose("made-up", "stolen horse battery");
        audit.carryOut();
        assertThat(audit.holds("LinkRefused")).isTrue();
        assertThat(audit.holds(token)).isFalse();
        assertThat(audit.holds("too short")).isFalse();
        assertThat(audit.holds("horse")).isFalse();
        assertThat(audit.holds("made-up")).isFalse();
        assertThat(audit.holds("$argon2id$")).isFalse();
        assertThat(audit.holds("ada@example.com")).isFalse();
    }

    @Test
    void theProgramTellsWhatHappens() throws Exception {
        assertThat(Printed.by(AuditTable::main))
                .contains("staff NothingSent nobody")
                .contains("customers LinkRefused 17 used")
                .contains("Is the token in it? false")
                .contains("Is a password in it? false")
                .contains("Is the address that was typed in it? false");
    }

    private String tokenForAda() throws InterruptedException {
        audit.ask("customers", "ada@example.com");
        return audit.nextToken();
    }
}
