package dev.resetta.examples.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.examples.commandline.Operator.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused or fails, with which exit code, and what the operator reads then. */
class RefusedCommandTest {
    private static final String ALMA = "alma@larkspur.example";

    private final Operator operator = Operator.overH2().withTables();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--lifetime 8d            | A link has to live between 1 minute and 7 days",
                "--lifetime soon          | a lifetime is written 72h, 3d or PT72H",
                "--link-template http://shop.example.com/?token={token} | has to start with https://",
                "--columns id,email       | --columns names three",
                "--columns id,e-mail,hash | A column is named by letters",
                "--table-prefix X         | A table prefix is a lower-case letter",
                "--mail                   | Leave --reason out",
                "--db-url postgresql://x  | begins with jdbc:",
                "--db-url jdbc:oracle:x   | There is no driver",
                "--nonsense               | There is no option --nonsense.",
                "nonsense                 | There is a word too many; the commands are list, revoke, purge, schema."
            })
    void whatCannotBeUsedIsRefusedWithASentence(String typed, String sentence) {
        String[] arguments = (ALMA + " --reason x " + typed).split(" ");

        Answer answer = operator.run(arguments);

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).contains(sentence).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RESETTA_DB_URL | --db-url or RESETTA_DB_URL",
                "RESETTA_LINK   | --link-template or RESETTA_LINK",
            })
    void whatIsMissingIsNamed(String variable, String sentence) {
        operator.environment.remove(variable);

        Answer answer = operator.run(ALMA, "--reason", "x");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains(sentence);
    }

    @Test
    void withoutAnAddressNothingIsDone() {
        Answer answer = operator.run();

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("the address is missing", "reset-link --help");
    }

    @Test
    void aDatabaseThatIsNotThereIsAFailure() {
        Answer answer = operator.run(ALMA, "--reason", "x", "--db-url", "jdbc:postgresql://localhost:1/shop");

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.err()).startsWith("The database cannot be reached: ").hasLineCount(1);
    }

    @Test
    void missingTablesOfLinksAreAFailureThatSaysWhatCreatesThem() {
        Answer answer = Operator.overH2().run(ALMA, "--reason", "x");

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.err()).contains("`reset-link schema <database>`").hasLineCount(1);
    }

    @Test
    void whereAFailureComesFromIsShownIfWished() {
        Answer answer = operator.run(ALMA, "--reason", "x", "--accounts", "nosuch", "--verbose");

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.err()).contains("\tat ", "--accounts, --columns and --where");
    }

    @ParameterizedTest
    @CsvSource({"''", "list", "revoke", "purge", "schema"})
    void everyCommandHasAHelpWithItsExitCodes(String command) {
        Answer answer = command.isEmpty() ? operator.run("--help") : operator.run(command, "--help");

        assertThat(answer.code()).isZero();
        assertThat(answer.out()).startsWith("Usage: reset-link " + command).contains("Exit codes:");
    }
}
