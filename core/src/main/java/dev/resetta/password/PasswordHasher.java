package dev.resetta.password;

/**
 * Makes the hash that the application's sign-in verifies, for example {@code encoder::encode}.
 *
 * <p>It is slow on purpose, so it is called after the link was judged good, outside any transaction, and never more often at
 * once than the machine has cores. Implementations are thread-safe.
 */
@FunctionalInterface
public interface PasswordHasher {

    /**
     * Hashes a password with a fresh salt.
     *
     * @return the hash as it is stored; two calls never return the same
     */
    String hash(String password);

    /** For systems that hash for themselves: no hash is made, and the updater hands the password on. */
    static PasswordHasher none() {
        return NoHash.NONE;
    }

    /** Says whether a hash is made at all. */
    default boolean hashes() {
        return true;
    }
}
