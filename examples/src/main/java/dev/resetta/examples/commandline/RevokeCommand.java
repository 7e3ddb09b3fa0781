package dev.resetta.examples.commandline;

import dev.resetta.SupportDesk;
import dev.resetta.account.Account;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ends links of an account. */
@Command(
        name = "revoke",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = "Ends one link of an account, or all of them.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed",
            "2:not usable like this",
            "3:no such account, or no such link that nobody has ended"
        })
final class RevokeCommand extends DeskCommand {
    @Parameters(index = "0", paramLabel = "<address>", description = "The address of the account.")
    @Nullable
    String address;

    @Parameters(index = "1", arity = "0..1", paramLabel = "<link-id>", description = "The link, as list names it.")
    @Nullable
    String linkId;

    @Option(names = "--all", description = "Ends all links of the account.")
    boolean all;

    @Mixin
    AccountChoice choice = new AccountChoice();

    RevokeCommand(Machine machine) {
        super(machine);
    }

    @Override
    void check(Session session) {
        if (all == (linkId != null)) {
            throw new UnusableSettingException("Say which link to end: its id, as list names it, or --all.");
        }
    }

    @Override
    void work(Desk desk, Session session) {
        Account account = choice.among(desk.find(Objects.requireNonNull(address)), options.database.ignoreCase);
        int revoked = revoke(desk.support(), account.id());
        if (revoked == 0) {
            throw new NothingDoneException("There is nothing to revoke: it has ended already, or never was.");
        }
        session.printer()
                .print("Revoked " + revoked + (revoked == 1 ? " link." : " links."), Map.of("revoked", revoked));
    }

    private int revoke(SupportDesk support, String accountId) {
        if (linkId == null) {
            return support.revokeAll(accountId);
        }
        return support.revoke(accountId, linkId) ? 1 : 0;
    }
}
