package dev.resetta.examples.commandline;

import java.util.Map;
import picocli.CommandLine.Command;

/** Deletes what is kept of links that expired more than a day ago. */
@Command(
        name = "purge",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = "Deletes what is kept of links that expired more than a day ago. The application does so, too.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done, also if there was none", "1:failed", "2:not usable like this"})
final class PurgeCommand extends DeskCommand {
    PurgeCommand(Machine machine) {
        super(machine);
    }

    @Override
    void work(Desk desk, Session session) {
        int deleted = desk.support().purge();
        session.printer()
                .print(
                        "Deleted " + deleted + (deleted == 1 ? " expired link." : " expired links."),
                        Map.of("deleted", deleted));
    }
}
