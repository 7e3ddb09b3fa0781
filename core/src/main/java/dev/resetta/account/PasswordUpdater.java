package dev.resetta.account;

/**
 * Replaces a stored password hash, if it is still the one the link was judged by.
 *
 * <p>The whole promise is one conditional write, for example
 *
 * <pre>{@code
 * UPDATE users SET password_hash = :newHash WHERE id = :accountId AND password_hash = :expectedHash
 * }</pre>
 *
 * <p>whose row count is the answer. Reading first and writing then lets two people win with one link. Implementations are
 * called from several threads at once.
 */
@FunctionalInterface
public interface PasswordUpdater {

    /**
     * Carries out one update.
     *
     * @return true if the hash was replaced; false if the account is gone or its hash is no longer {@link
     *     PasswordUpdate#expectedHash()}, in which case nothing was written
     * @throws PasswordRefusedException if the system behind refuses this password; the link stays good
     * @throws RuntimeException any other, if the update failed: undone if it {@linkplain #joinsTransaction() joins}, else
     *     uncertain, and then the link is dead
     */
    boolean update(PasswordUpdate update);

    /**
     * Says whether an update is undone together with the claim of the link.
     *
     * <p>True, the default, for an update in the transaction of the token store, and for one that wrote nothing whenever
     * it throws. False for a system that keeps passwords elsewhere (LDAP, HTTP): then the link is claimed before, and
     * given back only after a clear no.
     */
    default boolean joinsTransaction() {
        return true;
    }
}
