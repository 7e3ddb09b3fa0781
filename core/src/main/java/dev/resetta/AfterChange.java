package dev.resetta;

import dev.resetta.PasswordWriter.NewPassword;
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
    ResetResult changed(PasswordWriter writer) {
        afterCommit(() -> follow(writer));
        return new ResetResult.Changed(writer.account().id());
    }

    private void follow(PasswordWriter writer) {
        if (!writer.isAftermathQueued()) {
            Delivery.warnings(realmName, writer.account(), writer.newPassword().act())
                    .forEach(this::submitOrReport);
        }
        endSessions(writer, writer.isAftermathQueued());
        parts.events().publish(event(writer));
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

    /**
     * The password may be changed. Sessions end all the same: ending them in vain is harmless, leaving them is the breach. What
     * was queued together with the change may have gone with it.
     */
    void uncertain(PasswordWriter writer) {
        ResetEvent.PasswordChanged change = event(writer);
        parts.events()
                .publish(new ResetEvent.OutcomeUncertain(parts.now(), realmName, change.accountId(), change.linkId()));
        endSessions(writer, false);
    }

    private ResetEvent.PasswordChanged event(PasswordWriter writer) {
        NewPassword written = writer.newPassword();
        return new ResetEvent.PasswordChanged(
                written.act().at(), realmName, writer.account().id(), written.linkId());
    }

    private void endSessions(PasswordWriter writer, boolean isQueued) {
        if (parts.endSessions() == null) {
            return;
        }
        try {
            parts.endSessions().accept(event(writer));
        } catch (RuntimeException | Error e) {
            boolean again = isQueued || submit(writer.endOfSessions());
            parts.events()
                    .publish(new ResetEvent.SessionsNotEnded(
                            parts.now(), realmName, writer.account().id(), again));
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
