package dev.resetta.password;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A hash of Argon2id in the PHC string format: {@code $argon2id$v=19$m=..,t=..,p=..$salt$hash}. */
record Argon2Hash(int memoryKib, int iterations, int parallelism, String salt, String hash) {
    private static final Pattern PHC =
            Pattern.compile("\\$argon2id\\$v=19\\$m=([1-9]\\d{0,6}),t=([1-9]\\d{0,2}),p=([1-9]\\d{0,1})"
                    + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{16,86})");
    private static final int LONGEST = 256;

    /** 4 GiB. */
    static final int MOST_MEMORY_KIB = 4 * 1024 * 1024;

    static final int MOST_ITERATIONS = 100;
    static final int MOST_LANES = 16;

    String toPhc() {
        return "$argon2id$v=19$m=" + memoryKib + ",t=" + iterations + ",p=" + parallelism + "$" + salt + "$" + hash;
    }

    static Optional<Argon2Hash> parse(String phc) {
        if (phc.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher matcher = PHC.matcher(phc);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            Argon2Hash hash = new Argon2Hash(
                    Integer.parseInt(matcher.group(1)),
                    Integer.parseInt(matcher.group(2)),
                    Integer.parseInt(matcher.group(3)),
                    matcher.group(4),
                    matcher.group(5));
            boolean isWhole = hash.hashBytes().length > 0 && hash.saltBytes().length > 0;
            return isWhole && hash.isAffordable() ? Optional.of(hash) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** Says whether it costs no more than any hash that is made here: what is stored must not take what the machine has. */
    private boolean isAffordable() {
        return memoryKib <= MOST_MEMORY_KIB && iterations <= MOST_ITERATIONS && parallelism <= MOST_LANES;
    }

    /** The same cost and salt with another hash. */
    Argon2Hash of(byte[] computed) {
        return new Argon2Hash(memoryKib, iterations, parallelism, salt, encode(computed));
    }

    byte[] saltBytes() {
        return Base64.getDecoder().decode(salt);
    }

    byte[] hashBytes() {
        return Base64.getDecoder().decode(hash);
    }

    static String encode(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Tells no hash. */
    @Override
    public String toString() {
        return "Argon2Hash[m=" + memoryKib + ",t=" + iterations + ",p=" + parallelism + "]";
    }
}
