package dev.resetta.account;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One password to be replaced: whose, from which hash, to which.
 *
 * <p>Immutable and thread-safe; {@link #toString()} tells the account's id and neither hash nor password.
 */
public final class PasswordUpdate {
    private final Account account;
    private final @Nullable String newHash;
    private final String newPassword;
    private final Instant at;

    private PasswordUpdate(Account account, @Nullable String newHash, String newPassword, Instant at) {
        this.account = Objects.requireNonNull(account, "account");
        this.newHash = newHash;
        this.newPassword = Objects.requireNonNull(newPassword, "newPassword");
        this.at = Objects.requireNonNull(at, "at");
    }

    /**
     * Describes an update; applications only do so in tests of their updater.
     *
     * @param account the account as it was judged
     * @param newHash the hash of the new password; null where the updater hashes for itself
     * @param newPassword the new password as it was received, or in NFC if the rules normalize it
     * @param at when the password changes, to the millisecond
     */
    public static PasswordUpdate of(Account account, @Nullable String newHash, String newPassword, Instant at) {
        return new PasswordUpdate(account, newHash, newPassword, at);
    }

    /** The account as it was judged within this redemption. */
    public Account account() {
        return account;
    }

    /** The id of the account. */
    public String accountId() {
        return account.id();
    }

    /** The hash that has to be stored still; empty where none can be read, and then the stamp has to be compared. */
    public Optional<String> expectedHash() {
        return account.passwordHash();
    }

    /**
     * The hash to be stored.
     *
     * @throws IllegalStateException if the reset was built without a hasher
     */
    public String newHash() {
        if (newHash == null) {
            throw new IllegalStateException("No hash was made, because the reset was built with PasswordHasher.none();"
                    + " the updater has to hand on newPassword() instead.");
        }
        return newHash;
    }

    /** The new password as it was received, or in NFC if the rules normalize it, for systems that hash for themselves. Store it nowhere. */
    public String newPassword() {
        return newPassword;
    }

    /** When the password changes, by the clock of the reset. */
    public Instant at() {
        return at;
    }

    /** Tells the account's id only. */
    @Override
    public String toString() {
        return "PasswordUpdate[" + account.id() + "]";
    }
}
