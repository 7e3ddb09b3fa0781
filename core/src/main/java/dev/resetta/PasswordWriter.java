package dev.resetta;

import dev.resetta.account.Account;
import dev.resetta.account.PasswordRefusedException;
import dev.resetta.account.PasswordUpdate;
import dev.resetta.delivery.DeliveryQueue.Lane;
import dev.resetta.token.TokenIssuer.PasswordWrite;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes the password in one try of a redemption, and with it the warning where the queue takes part in the unit. */
final class PasswordWriter implements PasswordWrite {
    private final Parts parts;
    private final String realmName;
    private final Realm realm;
    private final NewPassword newPassword;
    private boolean hasWritten;
    private boolean isAftermathQueued;
    private @Nullable Account account;
    private @Nullable PasswordRefusedException refusal;
    private @Nullable Throwable failure;

    /** What is written for whose link, and by whose act. Tells no secret. */
    record NewPassword(
            String linkId, String password, @Nullable String hash, Item.Act act) {
        /** The same, changed at this instant. */
        NewPassword at(Instant instant) {
            return new NewPassword(linkId, password, hash, act.at(instant));
        }

        @Override
        public String toString() {
            return "NewPassword[" + linkId + "]";
        }
    }

    PasswordWriter(Parts parts, String realmName, Realm realm, NewPassword newPassword) {
        this.parts = parts;
        this.realmName = realmName;
        this.realm = realm;
        this.newPassword = newPassword.at(parts.now());
    }

    @Override
    public Outcome to(Account judged) {
        account = judged;
        PasswordUpdate update = PasswordUpdate.of(
                judged,
                newPassword.hash(),
                newPassword.password(),
                newPassword.act().at());
        return joinsTransaction() ? joined(update) : elsewhere(update);
    }

    @Override
    public boolean joinsTransaction() {
        return realm.updater().joinsTransaction();
    }

    /** Where a hash was made and can be read, nobody else can have left the same. */
    @Override
    public boolean isIn(Account now) {
        String hash = newPassword.hash();
        return hash == null || now.passwordHash().map(hash::equals).orElse(true);
    }

    /** What is written by this try, with the instant at which all that belongs to it happens. */
    NewPassword newPassword() {
        return newPassword;
    }

    /** Whether the updater said that it has written, which a unit that fails may still undo. */
    boolean hasWritten() {
        return hasWritten;
    }

    /** Whether warnings and the end of sessions are queued already, together with the change. */
    boolean isAftermathQueued() {
        return isAftermathQueued;
    }

    /** The item that ends the sessions of the account. */
    Item endOfSessions() {
        return new Item.EndSessions(realmName, account().id(), newPassword.linkId(), newPassword.act());
    }

    /** The account as it was judged when the password was written. */
    Account account() {
        return Objects.requireNonNull(account, "The issuer answered for an account it did not hand over.");
    }

    /** Why a system that keeps passwords elsewhere refused this one, if it did. */
    @Nullable
    PasswordRefusedException refusal() {
        return refusal;
    }

    /** What left the outcome open; an error is thrown at once. */
    RuntimeException failure() {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException exception
                ? exception
                : new IllegalStateException("The issuer was uncertain without a failure.");
    }

    private Outcome joined(PasswordUpdate update) {
        hasWritten = realm.updater().update(update);
        if (!hasWritten) {
            return Outcome.NOT_WRITTEN;
        }
        if (parts.queue().joinsTransaction()) {
            Delivery.warnings(realmName, update.account(), newPassword.act()).forEach(this::queue);
            if (parts.endSessions() != null) {
                queue(endOfSessions());
            }
            isAftermathQueued = true;
        }
        return Outcome.WRITTEN;
    }

    private void queue(Item item) {
        if (!parts.queue().submit(Lane.NOTICES, item.text())) {
            throw new IllegalStateException(
                    "The delivery queue does not take the warning that the password was changed,"
                            + " so the password stays as it was.");
        }
    }

    private Outcome elsewhere(PasswordUpdate update) {
        try {
            hasWritten = realm.updater().update(update);
            return hasWritten ? Outcome.WRITTEN : Outcome.NOT_WRITTEN;
        } catch (PasswordRefusedException e) {
            refusal = e;
            return Outcome.NOT_WRITTEN;
        } catch (RuntimeException | Error e) {
            failure = e;
            return Outcome.UNCERTAIN;
        }
    }
}
