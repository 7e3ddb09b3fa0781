package dev.resetta.examples.replays;

import static dev.resetta.examples.replays.Application.ADA;
import static dev.resetta.examples.replays.Application.BOB;
import static dev.resetta.examples.replays.Application.NEW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.ResetResult;
import dev.resetta.account.Account;
import dev.resetta.token.SigningKeys;
import dev.resetta.token.TokenPolicy;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The thief who reads the whole database, backup or replica: nothing in there is a token, and nothing makes one. */
class DatabaseReaderReplayTest {
    private static final String REDEEMS_NOTHING = "nothing that is stored redeems or cancels anything";
    private static final String NOT_FORGED = "no link is forged without the key";

    /** Several links are out, one was used and one cancelled; then everything stored is tried. */
    private static void everythingStoredIsTried(Application app, Supplier<List<Object>> stored) {
        app.redeem(app.tokenFor(ADA), Application.OTHER);
        app.tokenFor(BOB);
        app.tokenFor(BOB);
        app.tokenFor(ADA);
        List<String> before = hashes(app);
        Set<String> guesses = new HashSet<>();
        stored.get().forEach(value -> guesses.addAll(spellings(value)));
        assertThat(guesses).hasSizeGreaterThan(50);
        for (String guess : guesses) {
            assertThat(app.redeems(guess)).as(REDEEMS_NOTHING).isFalse();
            assertThat(app.reset().cancel(guess)).as(REDEEMS_NOTHING).isFalse();
        }
        assertThat(hashes(app)).as(REDEEMS_NOTHING).isEqualTo(before);
    }

    @Replay(
            value = {"CVE-2025-54535", "CVE-2024-51478"},
            how =
                    "each value of each table in 40 spellings (raw, hex, base64, base64url, digests of it) is tried as token and cancel token")
    void everyStoredValue() {
        for (TokenPolicy policy : Application.POLICIES) {
            TestDatabase database = TestDatabase.h2();
            everythingStoredIsTried(database.application(policy), database::dump);
        }
    }

    @Planted(
            value = {"CVE-2025-54535", "CVE-2024-51478"},
            how = "an issuer that keeps tokens in clear")
    void plantedInClear() {
        Application app = Application.oneTime();
        TokenColumn weak = new TokenColumn((stored, token) -> !stored.isEmpty() && stored.equals(token));
        app.issuer = weak;
        Caught.by(REDEEMS_NOTHING, () -> everythingStoredIsTried(app, () -> valuesOf(weak)));
    }

    @Replay(
            value = {"CVE-2023-22894", "CVE-2023-36472", "CVE-2024-56143", "CVE-2022-30617"},
            how =
                    "what the administration can list of links, and each value in the rows of an account, is tried as a token")
    void whatAnAdministrationSees() {
        for (TokenPolicy policy : List.of(TokenPolicy.oneTime(), TokenPolicy.reusableUntilExpiry())) {
            Application app = Application.of(policy);
            everythingStoredIsTried(app, () -> {
                List<Object> seen =
                        new ArrayList<>(List.of(ADA.id(), ADA.address().orElseThrow(), hashes(app)));
                app.events.forEach(event -> seen.addAll(List.of(event, String.valueOf(event.linkId()))));
                app.reset().support("ops").links(BOB.id()).forEach(link -> seen.addAll(List.of(link, link.linkId())));
                app.store
                        .findByAccount("", BOB.id())
                        .forEach(row -> seen.addAll(List.of(
                                row,
                                row.token().digest(),
                                row.token().seal(),
                                row.token().slot(),
                                row.token().cancelDigest())));
                return seen;
            });
        }
    }

    @Replay(
            value = "CVE-2021-22911",
            how = "all that an injection could read, hash and stamp of the victim included, goes into forged links")
    void forgedLinks() {
        forging(Application.of(TokenPolicy.hashBound()));
    }

    @Planted(value = "CVE-2021-22911", how = "a signing key of zeros, as from an example")
    void plantedKey() {
        Application app = Application.of(TokenPolicy.hashBound());
        app.keys = SigningKeys.of("k", new byte[SigningKeys.SHORTEST_KEY]);
        Caught.by(NOT_FORGED, () -> forging(app));
    }

    /** The thief runs Resetta himself, over the accounts that he read, with keys that he can think of. */
    private static void forging(Application app) {
        app.tokenFor(BOB);
        for (byte[] key : keysOfAThief()) {
            Application thief = Application.of(app.policy);
            thief.keys = SigningKeys.of("k", key);
            String forged = thief.tokenFor(ADA);
            assertThat(app.redeem(forged, NEW)).as(NOT_FORGED).isInstanceOf(ResetResult.LinkRefused.class);
        }
        String[] own = app.tokenFor(BOB).split("\\.", -1);
        own[2] = Base64.getUrlEncoder().withoutPadding().encodeToString(ADA.id().getBytes(StandardCharsets.UTF_8));
        assertThat(app.redeems(String.join(".", own))).as(NOT_FORGED).isFalse();
        assertThat(app.isUntouched(ADA)).as(NOT_FORGED).isTrue();
    }

    private static List<byte[]> keysOfAThief() {
        List<byte[]> keys = new ArrayList<>();
        List<String> known = List.of(
                "",
                "k",
                "secret",
                "changeme",
                ADA.id(),
                ADA.address().orElseThrow(),
                ADA.passwordHash().orElseThrow());
        for (String text : known) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            keys.add(Arrays.copyOf(bytes, Math.max(bytes.length, SigningKeys.SHORTEST_KEY)));
            keys.add(digest("SHA-256", bytes));
        }
        byte[] ones = new byte[SigningKeys.SHORTEST_KEY];
        Arrays.fill(ones, (byte) 0xff);
        keys.add(ones);
        return keys;
    }

    private static List<Object> valuesOf(TokenColumn weak) {
        List<Object> values = new ArrayList<>(weak.column.values());
        values.addAll(weak.column.keySet());
        return values;
    }

    private static List<String> hashes(Application app) {
        return List.of(ADA, BOB).stream()
                .map(account -> app.directory
                        .findById(account.id())
                        .flatMap(Account::passwordHash)
                        .orElseThrow())
                .toList();
    }

    /** A value as it is, as bytes in each alphabet, and the same of its digests; after a c, too, as in a cancel token. */
    private static Set<String> spellings(Object value) {
        List<byte[]> all = new ArrayList<>();
        if (value instanceof byte[] bytes) {
            all.add(bytes);
        } else {
            String text = value.toString();
            all.add(text.getBytes(StandardCharsets.UTF_8));
            if (text.matches("([0-9a-f]{2})+")) {
                all.add(HexFormat.of().parseHex(text));
            }
        }
        for (byte[] bytes : List.copyOf(all)) {
            all.add(digest("SHA-256", bytes));
            all.add(digest("MD5", bytes));
        }
        Set<String> spellings = new HashSet<>();
        for (byte[] bytes : all) {
            for (String text : List.of(
                    new String(bytes, StandardCharsets.UTF_8),
                    HexFormat.of().formatHex(bytes),
                    Base64.getEncoder().encodeToString(bytes),
                    Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))) {
                spellings.addAll(List.of(text, "c" + text, "c" + text + text));
            }
        }
        return spellings;
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
