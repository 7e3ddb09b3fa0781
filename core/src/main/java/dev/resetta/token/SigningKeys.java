package dev.resetta.token;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The secret keys that tokens are signed and sealed with: one current, any number of earlier ones still accepted.
 *
 * <p>Keep them outside the database that holds the accounts. Each use works with a subkey of its own, derived as
 * HMAC-SHA256(key, label), so that no signature of one use is worth anything in another. To rotate, first {@linkplain
 * #accepting accept} the new key in every process, then make it current and accept the old one until the last link signed
 * with it has expired.
 *
 * <p>Immutable and thread-safe; {@link #toString()} tells the ids only, and no method hands a key out.
 */
public final class SigningKeys {
    /** The shortest key, in bytes: as long as the output of the hash (RFC 2104, section 3). */
    public static final int SHORTEST_KEY = 32;

    private static final int LONGEST_ID = 32;

    /** Resetta has a handful of uses; applications that make one up for each digest are not to fill the memory. */
    private static final int MOST_REMEMBERED = 256;

    private final String currentId;
    private final Map<String, HmacKey> keys;
    private final ConcurrentMap<Use, HmacKey> subkeys = new ConcurrentHashMap<>();

    private SigningKeys(String currentId, Map<String, HmacKey> keys) {
        this.currentId = currentId;
        this.keys = keys;
    }

    /**
     * Makes a key the current one.
     *
     * @param id names the key in every token signed with it; 1 to 32 letters, digits, {@code -} or {@code _}
     * @param key at least 32 random bytes; copied
     * @throws IllegalArgumentException if the id or the key is unfit
     */
    public static SigningKeys of(String id, byte[] key) {
        return new SigningKeys(id, Map.of(checkedId(id), checkedKey(id, key)));
    }

    /**
     * Accepts a further key, which signs nothing.
     *
     * @throws IllegalArgumentException if the id or the key is unfit, or the id is taken
     */
    public SigningKeys accepting(String id, byte[] key) {
        Map<String, HmacKey> more = new LinkedHashMap<>(keys);
        if (more.put(checkedId(id), checkedKey(id, key)) != null) {
            throw new IllegalArgumentException("There are two signing keys with the id '" + id + "'.");
        }
        return new SigningKeys(currentId, Map.copyOf(more));
    }

    /** The id of the key that signs. */
    public String currentId() {
        return currentId;
    }

    /**
     * A keyed digest of something that all nodes have to name alike and nobody else may recognize.
     *
     * @param use what it is for; each use has a subkey of its own
     * @return 64 hexadecimal digits, other ones once another key is current
     */
    public String digest(String use, byte[] content) {
        return Secrets.hex(
                currentSubkey("digest for " + use).start().with(content).digest());
    }

    /** The subkey of one use under the current key. */
    HmacKey currentSubkey(String label) {
        return subkey(currentId, label).orElseThrow();
    }

    /** The subkey of one use under a key that is still accepted. */
    Optional<HmacKey> subkey(String id, String label) {
        Use use = new Use(id, label);
        HmacKey known = subkeys.get(use);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<HmacKey> derived = Optional.ofNullable(keys.get(id))
                .map(key -> HmacKey.of(key.start().with(label).digest()));
        if (subkeys.size() < MOST_REMEMBERED) {
            derived.ifPresent(subkey -> subkeys.put(use, subkey));
        }
        return derived;
    }

    private static String checkedId(String id) {
        Objects.requireNonNull(id, "id");
        if (!isId(id)) {
            throw new IllegalArgumentException("The id of a signing key has to be 1 to " + LONGEST_ID
                    + " letters, digits, '-' or '_', for example \"2026-11\".");
        }
        return id;
    }

    static boolean isId(String id) {
        return !id.isEmpty() && id.length() <= LONGEST_ID && Base64Url.hasOnlyLetters(id, 0, id.length());
    }

    private static HmacKey checkedKey(String id, byte[] key) {
        if (key.length < SHORTEST_KEY) {
            throw new IllegalArgumentException(
                    "The signing key '" + id + "' has " + key.length + " bytes; it needs at least " + SHORTEST_KEY
                            + " random ones, for example from `openssl rand 32`.");
        }
        return HmacKey.of(key);
    }

    /** What one key does: a secret of its own. */
    private record Use(String keyId, String label) {}

    /** Tells the ids only. */
    @Override
    public String toString() {
        return "SigningKeys[current=" + currentId + ", accepted=" + keys.keySet() + "]";
    }
}
