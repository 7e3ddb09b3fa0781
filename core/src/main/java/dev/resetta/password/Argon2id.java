package dev.resetta.password;

import dev.resetta.account.Account;
import dev.resetta.account.PasswordUpdate;
import dev.resetta.account.PasswordUpdater;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Hashes passwords with Argon2id (RFC 9106) and writes them in the PHC string format.
 *
 * <p>Needs Bouncy Castle's {@code bcprov-jdk18on} at run time; applications with a hasher of their own do not. Immutable and
 * thread-safe. One hash takes the given memory for as long as it runs.
 */
public final class Argon2id implements PasswordHasher {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private final int memoryKib;
    private final int iterations;
    private final int parallelism;
    private final SecureRandom random = new SecureRandom();

    private Argon2id(int memoryKib, int iterations, int parallelism) {
        this.memoryKib = memoryKib;
        this.iterations = iterations;
        this.parallelism = parallelism;
    }

    /** 19 MiB, 2 iterations, 1 lane: the first choice of the OWASP Password Storage Cheat Sheet. */
    public static Argon2id recommended() {
        return of(19 * 1024, 2, 1);
    }

    /**
     * Chooses the cost.
     *
     * @param memoryKib memory in KiB, 7168 to 4194304
     * @param iterations passes over the memory, 1 to 100
     * @param parallelism lanes, 1 to 16
     * @throws IllegalArgumentException if it is weaker than every setting OWASP calls equal to the recommended one: 46 MiB
     *     with 1 iteration, 19 with 2, 12 with 3, 9 with 4, 7 with 5
     */
    public static Argon2id of(int memoryKib, int iterations, int parallelism) {
        if (memoryKib < leastMemoryKib(iterations) || memoryKib > Argon2Hash.MOST_MEMORY_KIB) {
            throw new IllegalArgumentException("Argon2id with " + iterations + " iterations needs "
                    + leastMemoryKib(iterations) + " KiB to 4 GiB of memory (OWASP Password Storage), not " + memoryKib
                    + " KiB.");
        }
        if (iterations < 1
                || iterations > Argon2Hash.MOST_ITERATIONS
                || parallelism < 1
                || parallelism > Argon2Hash.MOST_LANES) {
            throw new IllegalArgumentException("Argon2id takes 1 to 100 iterations and 1 to 16 lanes.");
        }
        return new Argon2id(memoryKib, iterations, parallelism);
    }

    private static int leastMemoryKib(int iterations) {
        return 1024
                * switch (Math.min(iterations, 5)) {
                    case 5 -> 7;
                    case 4 -> 9;
                    case 3 -> 12;
                    case 2 -> 19;
                    default -> 46;
                };
    }

    @Override
    public String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        Argon2Hash cost = new Argon2Hash(memoryKib, iterations, parallelism, Argon2Hash.encode(salt), "");
        return cost.of(compute(password, cost, HASH_BYTES)).toPhc();
    }

    /**
     * Says whether a password is the one a stored hash was made of; whatever the cost the hash was made with, up to the most
     * that {@link #of} takes.
     *
     * @param stored a PHC string of Argon2id; anything else verifies nothing
     */
    public boolean verify(String password, String stored) {
        return Argon2Hash.parse(stored)
                .filter(hash -> {
                    byte[] expected = hash.hashBytes();
                    return MessageDigest.isEqual(expected, compute(password, hash, expected.length));
                })
                .isPresent();
    }

    /**
     * Says whether a stored hash was made with another cost than this, so that a sign-in may {@linkplain #upgrade renew}
     * it.
     */
    public boolean needsRehash(String stored) {
        return Argon2Hash.parse(stored)
                .filter(hash -> hash.memoryKib() == memoryKib
                        && hash.iterations() == iterations
                        && hash.parallelism() == parallelism)
                .isEmpty();
    }

    /**
     * Renews the hash of somebody who has just signed in, if it was made with another cost; and only if the stored hash is
     * still the one that was verified, so that no old password is written back over a reset. Outstanding links die by it.
     *
     * @param account the account, with the hash that the password was verified with
     * @param password the verified password
     * @param at when the hash changes
     * @return true if the hash was replaced
     */
    public boolean upgrade(Account account, String password, PasswordUpdater updater, Instant at) {
        return account.passwordHash().filter(this::needsRehash).isPresent()
                && updater.update(PasswordUpdate.of(account, hash(password), password, at));
    }

    private static byte[] compute(String password, Argon2Hash like, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(like.memoryKib())
                .withIterations(like.iterations())
                .withParallelism(like.parallelism())
                .withSalt(like.saltBytes())
                .build());
        byte[] out = new byte[length];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), out);
        return out;
    }

    @Override
    public String toString() {
        return "Argon2id[m=" + memoryKib + ",t=" + iterations + ",p=" + parallelism + "]";
    }
}
