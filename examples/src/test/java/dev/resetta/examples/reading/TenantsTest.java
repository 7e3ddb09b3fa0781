package dev.resetta.examples.reading;

import static dev.resetta.testkit.ResetAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.resetta.LinkProblem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TenantsTest {
    private final Tenants tenants = new Tenants();

    @AfterEach
    void close() {
        tenants.close();
    }

    @Test
    void aLinkOfOneTenantIsNothingToAnother() throws InterruptedException {
        String link = tenants.linkFrom("acme", "ada@example.com");
        assertThat(link).startsWith("https://acme.example.com/");

        String token = Tenants.tokenIn(link);
        assertThat(tenants.check("globex", token)).isRefused(LinkProblem.INVALID);
        assertThat(tenants.choose("globex", token, "stolen horse battery")).isLinkRefused(LinkProblem.INVALID);
        assertThat(tenants.choose("acme", token, "correct horse battery")).isChanged();
    }

    @Test
    void aPasswordIsChangedForItsTenantOnly() throws InterruptedException {
        String token = Tenants.tokenIn(tenants.linkFrom("globex", "ada@example.com"));
        assertThat(tenants.choose("globex", token, "correct horse battery")).isChanged();
        assertThat(tenants.signsIn("globex", "correct horse battery")).isTrue();
        assertThat(tenants.signsIn("acme", "correct horse battery")).isFalse();
        assertThat(tenants.signsIn("acme", "a password of long ago")).isTrue();
    }

    @Test
    void aTenantThatIsNotThereIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> tenants.linkFrom("initech", "ada@example.com"));
    }

    @Test
    void theProgramTellsWhatHappens() throws Exception {
        assertThat(Printed.by(Tenants::main))
                .contains("What does Globex say of it? Refused[problem=INVALID]")
                .contains("Is it good at Acme? true")
                .contains("All sessions of account 17 of acme are ended.")
                .contains("Does the new password sign in at Acme? true")
                .contains("Does it at Globex? false")
                .contains("There is no realm of this name.");
    }
}
