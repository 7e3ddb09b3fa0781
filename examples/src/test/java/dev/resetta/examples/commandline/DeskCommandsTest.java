package dev.resetta.examples.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.resetta.examples.commandline.Operator.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeskCommandsTest {
    private static final String ALMA = "alma@larkspur.example";

    private final Operator operator = Operator.overH2().withTables();

    @Test
    void linksAreListedForPeople() {
        String linkId = issue();
        operator.clock.advance(Duration.ofHours(5));

        assertThat(operator.run("list", ALMA).out().lines())
                .hasSize(2)
                .last()
                .asString()
                .matches(
                        linkId + " +reusable +2026-03-01 10:00 UTC, 5 hours ago +2026-03-04 10:00 UTC, in 67 hours +0");
    }

    @Test
    void linksAreListedForPrograms() {
        String linkId = issue();

        JsonArray links = JsonParser.parseString(
                        operator.run("list", ALMA, "--json").out())
                .getAsJsonArray();

        assertThat(links).hasSize(1);
        JsonObject link = links.get(0).getAsJsonObject();
        assertThat(link.get("linkId").getAsString()).isEqualTo(linkId);
        assertThat(link.get("expiresAt").getAsString()).isEqualTo("2026-03-04T10:00:00Z");
        assertThat(link.get("uses").getAsInt()).isZero();
    }

    @Test
    void noLinksAreAnEmptyListAndNoError() {
        Answer answer = operator.run("list", ALMA, "--json");

        assertThat(answer.code()).isZero();
        assertThat(answer.out().strip()).isEqualTo("[]");
        assertThat(operator.run("list", ALMA).out().strip()).isEqualTo("No live links.");
    }

    @Test
    void aStrangersLinksAreNotListed() {
        assertThat(operator.run("list", "nobody@larkspur.example").code()).isEqualTo(3);
        assertThat(operator.run("list", "ben@larkspur.example").err()).contains("--id 2", "--id 3");
        assertThat(operator.run("list", "ben@larkspur.example", "--id", "2").code())
                .isZero();
    }

    @Test
    void oneLinkIsRevokedOnce() {
        String linkId = issue();

        Answer first = operator.run("revoke", ALMA, linkId);
        Answer second = operator.run("revoke", ALMA, linkId);

        assertThat(first.code()).isZero();
        assertThat(first.out().strip()).isEqualTo("Revoked 1 link.");
        assertThat(second.code()).isEqualTo(3);
        assertThat(second.out()).isEmpty();
        assertThat(second.err()).startsWith("There is nothing to revoke");
    }

    @Test
    void allLinksAreRevoked() {
        issue();

        Answer answer = operator.run("revoke", ALMA, "--all", "--json");

        assertThat(answer.code()).isZero();
        assertThat(JsonParser.parseString(answer.out())
                        .getAsJsonObject()
                        .get("revoked")
                        .getAsInt())
                .isEqualTo(1);
        assertThat(operator.run("revoke", ALMA, "--all").code()).isEqualTo(3);
    }

    @Test
    void whatToRevokeHasToBeSaidOnce() {
        assertThat(operator.run("revoke", ALMA).code()).isEqualTo(2);
        assertThat(operator.run("revoke", ALMA, "some-link", "--all").err()).contains("or --all");
    }

    @Test
    void remainsOfExpiredLinksAreDeleted() {
        issue();
        assertThat(operator.run("purge").out().strip()).isEqualTo("Deleted 0 expired links.");

        operator.clock.advance(Duration.ofDays(4).plusMinutes(1));

        assertThat(operator.run("purge").out().strip()).isEqualTo("Deleted 1 expired link.");
        assertThat(operator.run("purge", "--json").out()).contains("\"deleted\": 0");
    }

    @Test
    void optionsBeforeTheCommandAreRefusedAndNotIgnored() {
        Answer answer = operator.run("--id", "2", "list", "ben@larkspur.example");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).startsWith("Options and the address come after the command: reset-link list");
    }

    @Test
    void whatATerminalWouldObeyIsNotPrinted() {
        operator.execute("UPDATE users SET name = 'Ben' || CHAR(27) || '[2J' WHERE id = 2");

        assertThat(operator.run("list", "ben@larkspur.example").err()).contains("Ben?[2J");
    }

    private String issue() {
        return JsonParser.parseString(
                        operator.run(ALMA, "--reason", "x", "--json").out())
                .getAsJsonObject()
                .get("linkId")
                .getAsString();
    }
}
