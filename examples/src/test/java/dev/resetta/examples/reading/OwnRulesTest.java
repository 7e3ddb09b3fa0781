package dev.resetta.examples.reading;

import static dev.resetta.testkit.ResetAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.ResetSubmission;
import dev.resetta.account.Account;
import dev.resetta.password.PasswordProblem;
import dev.resetta.testkit.TestReset;
import dev.resetta.token.TokenPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnRulesTest {
    private static final Account ADA =
            Account.of("17", "ada@example.com", "old hash").withName("Ada Lovelace");

    @TempDir
    Path folder;

    private OwnRules own;

    @BeforeEach
    void readTheBlocklist() throws IOException {
        Path blocklist = Files.write(folder.resolve("often-used.txt"), List.of("the quick brown foxtrot"));
        own = new OwnRules(blocklist);
    }

    @ParameterizedTest
    @CsvSource({
        "too short, too-short",
        "The Quick Brown Foxtrot, blocklisted",
        "larkspur-books-larkspur, own-words",
        "tulips at https://example.com/, web-address",
        "qwertyuiop12, guessable",
    })
    void whatARuleRefusesIsToldByItsCode(String password, String code) {
        assertThat(own.rules().judge(password, password, ADA))
                .extracting(PasswordProblem::code)
                .contains(code);
    }

    @Test
    void aLongPasswordOfUnusualWordsIsTaken() {
        assertThat(own.judge("tulips mend the quiet harbour")).isEqualTo("Taken.");
    }

    @Test
    void theLongestPasswordIsJudgedToo() {
        assertThat(own.judge("tulips mend the quiet harbour ".repeat(8))).isEqualTo("Taken.");
    }

    @Test
    void noSentenceRepeatsThePassword() {
        assertThat(own.judge("qwertyuiop12")).doesNotContain("qwertyuiop12");
    }

    @Test
    void aRefusedPasswordNeverCostsTheLink() {
        try (TestReset test = TestReset.of(TokenPolicy.oneTime(), builder -> builder.passwordRules(own.rules()))
                .add(ADA)) {
            String token = test.tokenFor("ada@example.com");
            ResetSubmission submission = ResetSubmission.forToken(token);
            assertThat(test.reset().redeem(submission.password("qwertyuiop12"))).isPasswordRefused("guessable");
            assertThat(test.reset().redeem(submission.password("tulips mend the quiet harbour")))
                    .isChanged();
        }
    }

    @Test
    void theProgramTellsWhatHappens() throws Exception {
        assertThat(Printed.by(OwnRules::main))
                .contains("\"too short\": Use at least 12 characters.")
                .contains("\"Correct Horse Battery Staple\": This password is on a list of often used ones")
                .contains("\"see https://example.com/login\": This looks like a web address")
                .contains("\"tulips mend the quiet harbour\": Taken.");
    }
}
