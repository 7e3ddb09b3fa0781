package dev.resetta.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.TestAccounts;
import dev.resetta.account.Account;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A seal is over its fields, each of them, and where each begins and ends: whatever is changed, the seal is another. */
class SealPropertiesTest {
    private static final byte[] KEY = "a key of tests, 32 bytes at least".getBytes(StandardCharsets.US_ASCII);

    /** Mechanism, realm, purpose, account id, address, password hash, security stamp, key id, nonce. */
    private static final int FIELDS = 9;

    private static final int ACCOUNT_ID = 3;

    @Property(seed = "2030")
    void noTwoListsOfFieldsShareAnEncoding(
            @ForAll("fields") List<String> one, @ForAll("changes") UnaryOperator<List<String>> change) {
        List<String> other = change.apply(one);

        assertThat(encoded(one).equals(encoded(other))).isEqualTo(one.equals(other));
    }

    @Property(seed = "2030")
    void aChangedFieldOrAShiftedBoundaryIsAnotherSeal(
            @ForAll("fields") List<String> fields, @ForAll("changes") UnaryOperator<List<String>> change) {
        List<String> changed = change.apply(fields);
        Assume.that(isSeal(fields) && isSeal(changed) && !changed.equals(fields));

        assertThat(seal(changed, TokenPolicy.Kind.ONE_TIME, 1L, 2))
                .isNotEqualTo(seal(fields, TokenPolicy.Kind.ONE_TIME, 1L, 2));
    }

    @Property(seed = "2030")
    void anotherTimeOrPolicyIsAnotherSeal(
            @ForAll("times") Long issued,
            @ForAll("times") Long otherIssued,
            @ForAll long expires,
            @ForAll long otherExpires,
            @ForAll TokenPolicy.Kind kind,
            @ForAll TokenPolicy.Kind otherKind) {
        List<String> fields = Collections.nCopies(FIELDS, "x");
        boolean isSame = Objects.equals(issued, otherIssued) && expires == otherExpires && kind == otherKind;

        assertThat(seal(fields, kind, issued, expires).equals(seal(fields, otherKind, otherIssued, otherExpires)))
                .isEqualTo(isSame);
    }

    @Property(seed = "2030")
    void aRowThatWasEditedFitsNoMore(@ForAll("edits") UnaryOperator<StoredToken> edit, @ForAll boolean isKeyed) {
        SigningKeys keys = SigningKeys.of("new", KEY).accepting("old", Arrays.copyOf(KEY, 40));
        StoredSeals seals = new StoredSeals(isKeyed ? keys : null);
        Account ada = Account.of("17", "ada@example.com", "hash").withSecurityStamp("stamp");
        TokenIssuer.Scope scope =
                new TokenIssuer.Scope("", "purpose", "channel", TokenPolicy.oneTime(), accounts(ada), Instant.EPOCH);
        StoredToken unsealed = row(isKeyed ? "new" : "");
        StoredToken row = unsealed.become(
                unsealed.state(), 0, seals.seal(unsealed, KEY, ada, scope).orElseThrow());
        StoredToken edited = edit.apply(row);

        assertThat(seals.judge(row, KEY, scope)).isInstanceOf(TokenVerdict.Good.class);
        assertThat(seals.judge(edited, KEY, scope) instanceof TokenVerdict.Good).isEqualTo(edited.equals(row));
    }

    @Provide
    Arbitrary<List<String>> fields() {
        return Arbitraries.strings()
                .withChars("ab\0\u0001\u00e4")
                .ofMaxLength(4)
                .injectNull(0.2)
                .list()
                .ofSize(FIELDS);
    }

    /** One field is another, is missing, is exchanged with the next or loses its last character to it. */
    @Provide
    Arbitrary<UnaryOperator<List<String>>> changes() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, FIELDS - 2),
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.strings().withChars("ab\0").ofMaxLength(2))
                .as((place, kind, text) -> fields -> changed(fields, place, kind, text));
    }

    @Provide
    Arbitrary<Long> times() {
        return Arbitraries.longs().injectNull(0.2);
    }

    @Provide
    Arbitrary<UnaryOperator<StoredToken>> edits() {
        Arbitrary<String> texts = Arbitraries.of("", "new", "old", "17", "slot", "x");
        Arbitrary<Long> numbers = Arbitraries.longs().between(0, 3);
        return Combinators.combine(
                        texts, texts, texts, numbers, numbers, numbers, Arbitraries.of(TokenPolicy.Kind.class))
                .as((slot, keyId, seal, number, issued, expires, kind) -> row -> new StoredToken(
                        row.digest(),
                        row.cancelDigest(),
                        slot.isEmpty() ? row.slot() : slot,
                        number,
                        row.realm(),
                        row.accountId(),
                        kind,
                        keyId.isEmpty() ? row.keyId() : keyId,
                        seal.isEmpty() ? row.seal() : seal,
                        Instant.ofEpochMilli(issued),
                        Instant.ofEpochMilli(expires),
                        row.uses(),
                        row.state()));
    }

    private static List<String> changed(List<String> fields, int place, int kind, String text) {
        List<String> changed = new ArrayList<>(fields);
        String field = fields.get(place);
        switch (kind) {
            case 0 -> changed.set(place, text);
            case 1 -> changed.set(place, null);
            case 2 -> changed.set(place, "");
            case 3 -> Collections.swap(changed, place, place + 1);
            default -> {
                if (field != null && !field.isEmpty()) {
                    changed.set(place, field.substring(0, field.length() - 1));
                    String next = fields.get(place + 1);
                    changed.set(place + 1, field.charAt(field.length() - 1) + (next == null ? "" : next));
                }
            }
        }
        return changed;
    }

    private static StoredToken row(String keyId) {
        return new StoredToken(
                "0123456789abcdef",
                "",
                "slot",
                1,
                "",
                "17",
                TokenPolicy.Kind.ONE_TIME,
                keyId,
                "",
                Instant.ofEpochMilli(1),
                Instant.ofEpochMilli(2),
                0,
                StoredToken.State.LIVE);
    }

    private static TestAccounts accounts(Account account) {
        TestAccounts accounts = new TestAccounts();
        accounts.put(account);
        return accounts;
    }

    private static String encoded(List<String> fields) {
        Hmac hmac = Hmac.of(KEY);
        fields.forEach(hmac::with);
        return Secrets.hex(hmac.digest());
    }

    private static boolean isSeal(List<String> fields) {
        String id = fields.get(ACCOUNT_ID);
        return id != null && !id.isBlank();
    }

    private static String seal(List<String> f, TokenPolicy.Kind kind, Long issued, long expires) {
        Account account = Account.of(f.get(3), f.get(4), f.get(5)).withSecurityStamp(f.get(6));
        Seal seal = new Seal(
                f.get(0),
                kind,
                f.get(1),
                f.get(2),
                account,
                issued == null ? null : Instant.ofEpochMilli(issued),
                Instant.ofEpochMilli(expires));
        return Secrets.hex(seal.under(Hmac.of(KEY), f.get(7), f.get(8)));
    }
}
