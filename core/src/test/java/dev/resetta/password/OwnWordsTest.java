package dev.resetta.password;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.account.Account;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words that a guesser of this very account tries first, alone, repeated, or with a little around them. */
class OwnWordsTest {
    private static final Account ACCOUNT =
            Account.of("account-17", "zoe.mueller@example.com", "h").withName("Zoë Müller");

    private final PasswordRules rules = PasswordRules.nist().serviceName("Larkspur Books");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "larkspur books!",
                "LarkspurBooks 26",
                "larkspurlarkspur",
                "Books-Larkspur-1",
                "  larkspur   books  ",
                "1.Larkspur.Books.1"
            })
    void thePasswordIsNotMadeOfTheNameOfTheService(String password) {
        assertThat(codes(password)).containsExactly("own-words");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zoë müller zoë müller",
                "ZOË.MÜLLER.ZOË.MÜLLER",
                "zoe\u0308 mu\u0308ller zoe\u0308 mu\u0308ller",
                "mueller@example.com",
                "account-17-account-17",
                "müllerlarkspurmüller"
            })
    void noCombinationOfOwnWordsIsTaken(String password) {
        assertThat(codes(password)).containsExactly("own-words");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a horse in larkspur books",
                "zoë müller eats quinces",
                "bookkeepers keep books",
                "larkspurs are no birds"
            })
    void aWordAmongOthersIsTaken(String password) {
        assertThat(codes(password)).isEmpty();
    }

    @Test
    void wordsOfOneOrTwoLettersAreNoWords() {
        Account bo = Account.of("7", "a@b.de", "h").withName("Bo Li");

        assertThat(codes(bo, "bo bo bo bo bo bo")).isEmpty();
        assertThat(codes(bo, "77777777777777777")).isEmpty();
        assertThat(codes(bo, "BoLiBoLiBoLiBoLi")).as("the whole name is a word").containsExactly("own-words");
    }

    @Test
    void aWordOfThreeLettersIsOne() {
        Account bob = Account.of("7", "a@b.de", "h").withName("Bob Ng");

        assertThat(codes(bob, "bob bob bob bob bob")).containsExactly("own-words");
    }

    @Test
    void severalNamesOfTheServiceHoldTogether() {
        PasswordRules both = rules.serviceName("Thistle");

        assertThat(both.judge("thistle-thistle", null, ACCOUNT)).hasSize(1);
        assertThat(both.judge("larkspur larkspur", null, ACCOUNT)).hasSize(1);
        assertThat(codes("thistle-thistle")).as("rules are values").isEmpty();
    }

    @Test
    void aNameOfSignsAloneRefusesNothing() {
        Account signs = Account.of("!!!", null, "h").withName("- - -");

        assertThat(codes(signs, "- - - - - - - - - -")).isEmpty();
        assertThat(codes(signs, "correct horse battery")).isEmpty();
    }

    @Test
    void theReasonRepeatsNoWord() {
        assertThat(rules.judge("zoë müller zoë müller", null, ACCOUNT))
                .allSatisfy(problem -> assertThat(problem.toString()).doesNotContainIgnoringCase("müller"));
    }

    private List<String> codes(String password) {
        return codes(ACCOUNT, password);
    }

    private List<String> codes(Account account, String password) {
        return rules.judge(password, null, account).stream()
                .map(PasswordProblem::code)
                .toList();
    }
}
