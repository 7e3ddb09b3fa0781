package dev.resetta;

import dev.resetta.PasswordWriter.NewPassword;
import dev.resetta.account.Account;
import dev.resetta.delivery.DeliveryQueue.Lane;

/**
 * What has to follow a changed password, and a password of which nobody knows whether it was changed: warnings, the end of
 * sessions, events. None of it can undo the change, so none of it fails.
 *
 * <p>In a transaction of the caller's the change is none before that commits, so all of it waits for that.
 */
final class AfterChange {
    private final Parts parts;
    private final String realmName;

    AfterChange(Parts parts, String realmName) {
        this.parts = parts;
        this.realmName = realmName;
    }

    /** The password is changed. */
    ResetResult changed(PasswordWriter writer, NewPassword newPassword) {
        ResetEvent.PasswordChanged event = event(writer, newPassword);
        afterCommit(() -> follow(event, writer, newPassword));
        return new ResetResult.Changed(event.accountId());
    }

    private void follow(ResetEvent.PasswordChanged event, PasswordWriter writer, NewPassword newPassword) {
        if (!writer.isWarningQueued()) {
            Account account = writer.account();
            Delivery.warnings(realmName, account, newPassword.act()).forEach(this::submitOrReport);
        }
        endSessions(event, newPassword.act());
        parts.events().publish(event);
    }

    /** At once, if nobody can say when the commit is: ending sessions in vain is harmless. */
    private void afterCommit(Runnable action) {
        try {
            parts.transactions().afterCommit(action);
        } catch (RuntimeException e) {
            parts.events().trouble("What follows a changed password could not be left until after the commit.", e);
            action.run();
        }
    }

    /** The password may be changed. Sessions end all the same: ending them in vain is harmless, leaving them is the breach. */
    void uncertain(PasswordWriter writer, NewPassword newPassword) {
        parts.events()
                .publish(new ResetEvent.OutcomeUncertain(
                        parts.now(), realmName, writer.account().id(), newPassword.linkId()));
        endSessions(event(writer, newPassword), newPassword.act());
    }

    private ResetEvent.PasswordChanged event(PasswordWriter writer, NewPassword newPassword) {
        return new ResetEvent.PasswordChanged(
                writer.at(), realmName, writer.account().id(), newPassword.linkId());
    }

    private void endSessions(ResetEvent.PasswordChanged event, Item.Act act) {
        if (parts.endSessions() == null) {
            return;
        }
        try {
            parts.endSessions().accept(event);
        } catch (RuntimeException | Error e) {
            boolean again = submit(new Item.EndSessions(realmName, event.accountId(), event.linkId(), act));
            parts.events().publish(new ResetEvent.SessionsNotEnded(parts.now(), realmName, event.accountId(), again));
        }
    }

    private void submitOrReport(Item item) {
        if (!submit(item)) {
            parts.events().publish(new ResetEvent.Dropped(parts.now(), realmName, null));
        }
    }

    private boolean submit(Item item) {
        try {
            return parts.queue().submit(Lane.NOTICES, item.text());
        } catch (RuntimeException e) {
            parts.events().trouble("The delivery queue failed after a password was changed.", e);
            return false;
        }
    }
}
