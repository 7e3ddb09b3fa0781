package dev.resetta.examples.commandline;

import dev.resetta.account.Account;
import dev.resetta.mail.MailNotifier;
import dev.resetta.token.TokenPolicy;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Issues a link for the account of an address: shows it to the operator, or has it mailed. */
@Command(
        name = "reset-link",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Issues a link with which the owner of an account sets a new password. It is good as often as wanted"
                    + " until it expires, and an earlier one of the desk dies.",
            "",
            "The owner is told by mail that a link was issued, unless --reason says why not. The mail server:"
                    + " RESETTA_SMTP_HOST, RESETTA_SMTP_PORT (587), RESETTA_SMTP_USER, RESETTA_SMTP_PASSWORD or"
                    + " RESETTA_SMTP_PASSWORD_FILE, RESETTA_MAIL_FROM.",
            ""
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed: the database or the mail server does not do it",
            "2:not usable like this",
            "3:no such account, not clear which one, or it may not reset its password"
        })
final class ResetLinkCommand extends DeskCommand {
    @Parameters(arity = "0..1", paramLabel = "<address>", description = "The address of the account.")
    @Nullable
    String address;

    @Option(
            names = "--link-template",
            paramLabel = "<url>",
            description =
                    "The application's page, such as https://shop.example.com/reset?token={token}." + " [RESETTA_LINK]")
    @Nullable
    String link;

    @Option(
            names = "--lifetime",
            paramLabel = "<time>",
            converter = Lifetime.class,
            description = "How long it is good, at most 7d; 72h if not given. [RESETTA_LIFETIME]")
    Duration lifetime = TokenPolicy.reusableUntilExpiry().lifetime();

    @Option(names = "--mail", description = "Has the link mailed to the owner, and shows it to nobody.")
    boolean mailed;

    @Option(
            names = "--reason",
            paramLabel = "<text>",
            description =
                    "Does not tell the owner that a link was issued, and why; it goes into the events, which are kept"
                            + " with --events only.")
    @Nullable
    String reason;

    @Mixin
    AccountChoice choice = new AccountChoice();

    ResetLinkCommand(Machine machine) {
        super(machine);
    }

    @Override
    void check(Session session) {
        if (address == null) {
            throw new ParameterException(session.spec().commandLine(), "Say whose password: the address is missing.");
        }
        if (link == null) {
            throw new UnusableSettingException("Say where the link leads, with --link-template or RESETTA_LINK,"
                    + " for example https://shop.example.com/reset?token={token}.");
        }
    }

    @Override
    Desk open() {
        Optional<MailNotifier> mail = MailServer.of(options.machine());
        refuseWhatContradicts(mail.isPresent());
        return Desk.open(options, Objects.requireNonNull(link), policy(), mail);
    }

    @Override
    void work(Desk desk, Session session) {
        Account account = choice.among(desk.find(Objects.requireNonNull(address)), options.database.ignoreCase);
        Issue issue = new Issue(desk, account, session);
        if (mailed) {
            issue.mail();
        } else if (reason == null) {
            issue.andTellTheOwner();
        } else {
            issue.untold(reason);
        }
        if (options.signingKeys().isEmpty()) {
            session.warn("No signing key is set: the link is good only in applications that have none.");
        }
    }

    private void refuseWhatContradicts(boolean canMail) {
        if (mailed && reason != null) {
            throw new UnusableSettingException(
                    "Leave --reason out: who gets the link by mail need not be told about it.");
        }
        if (mailed && !canMail) {
            throw new UnusableSettingException(
                    "Nothing can be mailed: name a mail server with RESETTA_SMTP_HOST" + " and RESETTA_MAIL_FROM.");
        }
        if (!canMail && reason == null) {
            throw new UnusableSettingException("The account's owner has to be told that a link was issued: name a mail"
                    + " server with RESETTA_SMTP_HOST and RESETTA_MAIL_FROM, or say why the owner is not told, with"
                    + " --reason \"...\".");
        }
        if (reason != null && reason.isBlank()) {
            throw new UnusableSettingException("Say why the account's owner is not told; --reason is empty.");
        }
    }

    private TokenPolicy policy() {
        try {
            return TokenPolicy.reusableUntilExpiry().lifetime(lifetime);
        } catch (IllegalArgumentException e) {
            throw new UnusableSettingException(String.valueOf(e.getMessage()));
        }
    }
}
