package dev.resetta.examples.commandline;

import dev.resetta.ResetEvent;
import dev.resetta.SupportDesk.IssuedLink;
import dev.resetta.account.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Issues one link, and shows it or has it mailed; what became of a mail is waited for. */
record Issue(Desk desk, Account account, Session session) {
    /** As long as the queue gives one mail, and a little more. */
    private static final Duration PATIENCE = Duration.ofSeconds(70);

    /** Shows the link once the owner was told; if that fails, nobody gets one. */
    void andTellTheOwner() {
        if (account.address().isEmpty()) {
            throw new NothingDoneException(
                    "The account has no address to tell its owner; say why it need not be, with --reason \"...\".");
        }
        IssuedLink link = issued(desk.support().issue(account.id()));
        String failure = failure(desk.happenings().await(Issue::isEndOfMail, PATIENCE));
        if (!failure.isEmpty()) {
            desk.support().revoke(account.id(), link.linkId());
            throw new FailedException("The owner could not be told, so the link was revoked: " + failure
                    + " Try again, or say why the owner is not told, with --reason \"...\".");
        }
        show(link, "told by mail to " + account.address().orElseThrow(), true);
    }

    /** Shows the link, and tells the owner nothing. */
    void untold(String reason) {
        try {
            show(issued(desk.support().issueWithoutNotice(account.id(), reason)), "not told: " + reason, false);
        } catch (IllegalArgumentException e) {
            throw new UnusableSettingException(String.valueOf(e.getMessage()));
        }
    }

    /** Has the link mailed, and shows no more than its id. */
    void mail() {
        if (!desk.support().mail(account.id())) {
            throw new FailedException("The mail was not taken.");
        }
        Instant[] expiry = new Instant[1];
        Optional<ResetEvent> end = desk.happenings()
                .await(
                        event -> {
                            if (event instanceof ResetEvent.LinkIssued link) {
                                expiry[0] = link.expiresAt();
                            }
                            return isEndOfMail(event);
                        },
                        PATIENCE);
        if (end.orElse(null) instanceof ResetEvent.NothingSent nothing) {
            throw new NothingDoneException("No link was mailed: " + sentence(nothing.reason()));
        }
        String failure = failure(end);
        if (!failure.isEmpty()) {
            throw new FailedException("The link could not be mailed: " + failure);
        }
        ResetEvent.LinkDelivered delivered = (ResetEvent.LinkDelivered) end.orElseThrow();
        Map<String, String> lines = new LinkedHashMap<>();
        Map<String, Object> object = new LinkedHashMap<>();
        String address = account.address().orElseThrow();
        lines.put("mailed to", address);
        object.put("mailedTo", address);
        describe(delivered.linkId(), expiry[0], lines, object);
        session.printer().print(lines, object);
    }

    private IssuedLink issued(Optional<IssuedLink> link) {
        return link.orElseThrow(() -> new NothingDoneException("The account may not reset its password."));
    }

    private void show(IssuedLink link, String owner, boolean isTold) {
        Map<String, String> lines = new LinkedHashMap<>();
        Map<String, Object> object = new LinkedHashMap<>();
        lines.put("link", link.link());
        object.put("link", link.link());
        describe(link.linkId(), link.expiresAt(), lines, object);
        lines.put("owner", owner);
        object.put("ownerTold", isTold);
        session.printer().print(lines, object);
    }

    private void describe(String linkId, Instant expiresAt, Map<String, String> lines, Map<String, Object> object) {
        lines.put("expires", session.times().told(expiresAt));
        lines.put("link id", linkId);
        lines.put("account", account.id() + ", " + account.name());
        object.put("expiresAt", expiresAt);
        object.put("linkId", linkId);
        object.put("accountId", account.id());
        object.put("accountName", account.name());
    }

    /** A mail that would be tried again counts as failed: the process ends with the command. */
    private static boolean isEndOfMail(ResetEvent event) {
        return event instanceof ResetEvent.NoticeDelivered
                || event instanceof ResetEvent.LinkDelivered
                || event instanceof ResetEvent.NothingSent
                || event instanceof ResetEvent.DeliveryFailed
                || event instanceof ResetEvent.DeliveryUncertain;
    }

    /** Empty if a mail was accepted. */
    private static String failure(Optional<ResetEvent> end) {
        ResetEvent event = end.orElse(null);
        if (event instanceof ResetEvent.DeliveryFailed failed) {
            return failed.reason();
        } else if (event instanceof ResetEvent.DeliveryUncertain uncertain) {
            return "it is not known whether the mail server took the mail (" + uncertain.reason() + ").";
        }
        return event == null ? "the mail server did not answer in time." : "";
    }

    private static String sentence(ResetEvent.NoMail reason) {
        return switch (reason) {
            case NO_ADDRESS -> "the account has no address.";
            case TOO_LATE -> "it could not be sent in time.";
            default -> "the account may not reset its password.";
        };
    }
}
