package dev.resetta.examples.commandline;

import dev.resetta.SupportDesk.LiveLink;
import dev.resetta.account.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists the links of an account that nobody has ended. */
@Command(
        name = "list",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = "Lists the links of an account that nobody has ended, the newest first.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done, also if there is none", "1:failed", "2:not usable like this", "3:no such account"})
final class ListCommand extends DeskCommand {
    @Parameters(paramLabel = "<address>", description = "The address of the account.")
    @Nullable
    String address;

    @Mixin
    AccountChoice choice = new AccountChoice();

    ListCommand(Machine machine) {
        super(machine);
    }

    @Override
    void work(Desk desk, Session session) {
        Account account = choice.among(desk.find(Objects.requireNonNull(address)), options.database.ignoreCase);
        List<LiveLink> links = desk.support().links(account.id());
        if (links.isEmpty() && !common.json) {
            session.printer().print("No live links.", Map.of());
        } else {
            session.printer().print(rows(links, session.times()), links);
        }
    }

    private static List<List<String>> rows(List<LiveLink> links, Times times) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("link id", "kind", "issued", "expires", "uses"));
        for (LiveLink link : links) {
            rows.add(List.of(
                    link.linkId(),
                    link.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    times.told(link.issuedAt()),
                    times.told(link.expiresAt()),
                    Integer.toString(link.uses())));
        }
        return rows;
    }
}
