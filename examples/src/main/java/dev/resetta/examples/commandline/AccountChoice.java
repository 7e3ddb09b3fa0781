package dev.resetta.examples.commandline;

import dev.resetta.account.Account;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whom a command is about: never guessed, where several accounts share an address. */
final class AccountChoice {
    @Option(names = "--id", paramLabel = "<account-id>", description = "Which account, if several have the address.")
    @Nullable
    String id;

    /** @throws NothingDoneException if nobody is meant, or it is not clear who */
    Account among(List<Account> accounts, boolean ignoresCase) {
        if (accounts.isEmpty()) {
            throw new NothingDoneException("There is no such account, or it may not reset its password."
                    + (ignoresCase ? "" : " Perhaps the address is stored in other letters: --ignore-case."));
        }
        List<Account> chosen = accounts.stream()
                .filter(account -> id == null || account.id().equals(id))
                .toList();
        if (chosen.size() == 1) {
            return chosen.get(0);
        }
        String all = accounts.stream()
                .map(account -> "  --id " + Printer.printable(account.id()) + "   " + Printer.printable(account.name()))
                .collect(Collectors.joining(System.lineSeparator()));
        throw new NothingDoneException((id == null ? "Several accounts have" : "None of that id has")
                + " this address. Name one of:" + System.lineSeparator() + all);
    }
}
