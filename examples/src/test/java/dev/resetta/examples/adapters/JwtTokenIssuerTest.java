package dev.resetta.examples.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;
import dev.resetta.LinkProblem;
import dev.resetta.PasswordReset;
import dev.resetta.ResetRequest;
import dev.resetta.ResetResult;
import dev.resetta.ResetSubmission;
import dev.resetta.account.Account;
import dev.resetta.testkit.InMemoryAccounts;
import dev.resetta.testkit.ManualDeliveryQueue;
import dev.resetta.testkit.RecordingNotifier;
import dev.resetta.testkit.SettableClock;
import dev.resetta.testkit.TokenIssuerContract;
import dev.resetta.token.SigningKeys;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenIssuer.PasswordWrite;
import dev.resetta.token.TokenIssuer.Scope;
import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenVerdict;
import dev.resetta.token.TokenVerdict.Reason;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.Jws;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import io.jsonwebtoken.security.SignatureException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of every issuer, for JSON Web Tokens, and what this one adds to it. */
@DisplayName("The issuer of JSON Web Tokens")
class JwtTokenIssuerTest extends TokenIssuerContract {
    /** Years before the system's clock, which nothing here may ask. */
    private static final Instant NOON = Instant.parse("2016-11-21T12:00:00.123Z");

    private static final Duration LIFETIME = TokenPolicy.hashBound().lifetime();
    private static final Account ADA =
            Account.of("17", "ada@example.com", "the hash").withName("Ada");
    private static final SigningKeys KEYS = keys("2026-11");

    private final SettableClock clock = SettableClock.at(NOON);
    private final InMemoryAccounts accounts = new InMemoryAccounts().put(ADA);
    private final JwtTokenIssuer issuer = new JwtTokenIssuer(KEYS, new SecureRandom());

    @Override
    protected TokenIssuer createIssuer() {
        return issuer;
    }

    @Override
    protected TokenPolicy policy() {
        return TokenPolicy.hashBound();
    }

    @Test
    void jjwtVerifiesATokenWithTheKeyOfTheAccount() {
        String token = issue();
        Jws<Claims> read = jjwt(ADA, token);

        assertThat(read.getHeader())
                .containsEntry("alg", "HS256")
                .containsEntry("typ", "password-reset+jwt")
                .containsEntry("kid", "2026-11");
        assertThat(read.getPayload())
                .containsOnlyKeys("sub", "realm", "purpose", "iat", "exp", "jti")
                .containsEntry("sub", "17")
                .containsEntry("realm", "")
                .containsEntry("purpose", "password-reset");
        Instant expiry = read.getPayload().getExpiration().toInstant();
        assertThat(expiry).isBetween(NOON.plus(LIFETIME).minusSeconds(1), NOON.plus(LIFETIME));
    }

    @Test
    void jjwtRefusesATokenOnceThePasswordHasChanged() {
        String token = issue();
        assertThatThrownBy(() -> jjwt(InMemoryAccounts.withHash(ADA, "another hash"), token))
                .isInstanceOf(SignatureException.class);
    }

    @Test
    void aTokenIsDeadOnceItsPasswordHasChanged() {
        String token = issue();
        assertThat(reason(token)).isNull();
        accounts.change("17", ada -> InMemoryAccounts.withHash(ada, "another hash"));
        assertThat(reason(token)).isEqualTo(Reason.STALE);
    }

    @Test
    void expiryIsExclusiveAndByTheClockOfTheReset() {
        String token = issue();
        clock.set(NOON.plus(LIFETIME).minusMillis(1));
        assertThat(reason(token)).isNull();
        clock.set(NOON.plus(LIFETIME));
        assertThat(reason(token)).isEqualTo(Reason.EXPIRED);
        clock.set(NOON.minus(Duration.ofDays(8)));
        assertThat(reason(token)).isEqualTo(Reason.IMPLAUSIBLE);
    }

    @Test
    void aTokenIsNothingInAnotherRealmForAnotherPurposeOrAnotherAccount() {
        String token = issue();
        Scope here = scope();
        Scope staff = new Scope("staff", here.purpose(), here.channel(), here.policy(), here.accounts(), here.now());
        Scope invitation = new Scope("", "invitation", here.channel(), here.policy(), here.accounts(), here.now());
        assertThat(reason(token, staff)).isEqualTo(Reason.OTHER_REALM);
        assertThat(reason(token, invitation)).isEqualTo(Reason.OTHER_REALM);

        accounts.put(Account.of("18", "ada@example.com", "the hash"));
        assertThat(reason(withClaims(token, json -> json.replace("\"17\"", "\"18\""))))
                .isEqualTo(Reason.STALE);
    }

    @Test
    void noClaimCanBeChanged() {
        String token = issue();
        assertThat(reason(withClaims(token, json -> json.replaceFirst("\"exp\":1479731400", "\"exp\":1479731401"))))
                .isEqualTo(Reason.STALE);
        assertThat(reason(withClaims(token, json -> json.replace("\"realm\":\"\"", "\"realm\":\"x\""))))
                .isEqualTo(Reason.OTHER_REALM);
        assertThat(reason(withClaims(token, json -> " " + json))).isEqualTo(Reason.STALE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"none\"}",
                "{\"typ\":\"password-reset+jwt\",\"alg\":\"none\",\"kid\":\"2026-11\"}",
                "{\"typ\":\"password-reset+jwt\",\"alg\":\"RS256\",\"kid\":\"2026-11\"}",
                "{\"typ\":\"password-reset+jwt\",\"alg\":\"HS512\",\"kid\":\"2026-11\"}",
                "{\"typ\":\"JWT\",\"alg\":\"HS256\",\"kid\":\"2026-11\"}",
                "{\"alg\":\"HS256\",\"kid\":\"2026-11\"}",
                "{\"typ\":\"password-reset+jwt\",\"alg\":\"HS256\",\"kid\":\"2026-12\"}",
                "{\"typ\":\"password-reset+jwt\",\"alg\":\"HS256\",\"kid\":\"2026-11\",\"crit\":[\"x\"],\"x\":1}",
                "{\"typ\":\"password-reset+jwt\",\"alg\":\"HS256\",\"kid\":\"2026-11\",\"jku\":\"https://evil.example\"}",
                "{\"alg\":\"HS256\",\"typ\":\"password-reset+jwt\",\"kid\":\"2026-11\"}",
                " {\"typ\":\"password-reset+jwt\",\"alg\":\"HS256\",\"kid\":\"2026-11\"}",
                "not json"
            })
    void everyOtherHeaderIsRefusedEvenIfItIsSignedWithTheRightKey(String header) throws Exception {
        String claims = issue().split("\\.", -1)[1];
        String unsigned = Base64URL.encode(header) + "." + claims;
        String signature = new MACSigner(JwtTokenIssuer.key(KEYS, ADA))
                .sign(new JWSHeader(JWSAlgorithm.HS256), unsigned.getBytes(StandardCharsets.US_ASCII))
                .toString();

        assertThat(reason(unsigned + "." + signature)).isEqualTo(Reason.UNKNOWN_KEY);
        assertThat(reason(unsigned + ".")).isEqualTo(Reason.UNKNOWN_KEY);
    }

    @Test
    void theSameSignatureSpelledOtherwiseIsRefused() {
        String token = issue();
        int last = token.length() - 1;
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        char sibling = alphabet.charAt(alphabet.indexOf(token.charAt(last)) ^ 1);
        String respelled = token.substring(0, last) + sibling;
        byte[] signature = Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1));
        assertThat(Base64.getUrlDecoder().decode(respelled.substring(respelled.lastIndexOf('.') + 1)))
                .isEqualTo(signature);

        assertThat(reason(respelled)).isEqualTo(Reason.STALE);
        assertThat(reason(token + "=")).isEqualTo(Reason.STALE);
        assertThat(reason(token.substring(0, last) + "\n" + token.charAt(last))).isEqualTo(Reason.STALE);
    }

    @Test
    void whatIsNoTokenIsNoException() {
        for (String claims :
                new String[] {"null", "[]", "{", "{\"sub\":17}", "[".repeat(2000), "{\"sub\":\"17\",\"sub\":\"18\"}"}) {
            assertThat(reason("a." + Base64URL.encode(claims) + ".c")).isEqualTo(Reason.MALFORMED);
        }
        String token = issue();
        for (String id : new String[] {"", " ", "ada@example.com", "\\ud800", "x".repeat(129)}) {
            assertThat(reason(withClaims(token, json -> json.replace("\"17\"", "\"" + id + "\""))))
                    .as("an account with the id <%s>", id)
                    .isEqualTo(Reason.MALFORMED);
        }
        for (String time : new String[] {"-1", "1e999", "1e12", "\"1\"", "null", "true"}) {
            assertThat(reason(withClaims(token, json -> json.replaceFirst("\"exp\":[0-9.]+", "\"exp\":" + time))))
                    .as("expiry %s", time)
                    .isEqualTo(Reason.MALFORMED);
        }
    }

    @Test
    void nothingPersonalIsInATokenAndIdsThatAreAreRefused() {
        String[] parts = issue().split("\\.", -1);
        String readable = new Base64URL(parts[0]).decodeToString() + new Base64URL(parts[1]).decodeToString();
        assertThat(readable).doesNotContain("Ada", "ada@", "example", "hash");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> issuer.issue(Account.of("ada@example.com", "ada@example.com", "hash"), scope()))
                .withMessageContaining("opaque");
    }

    @Test
    void anAccountWithoutHashAndStampGetsNoToken() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> issuer.issue(Account.of("17", "ada@example.com", null), scope()));
    }

    @Test
    void aTokenOutlivesARotationIfItsKeyIsStillAccepted() {
        String token = issue();
        JwtTokenIssuer rotated = new JwtTokenIssuer(keys("2027-01"), new SecureRandom());
        assertThat(rotated.judge(token, scope()))
                .isInstanceOfSatisfying(
                        TokenVerdict.Bad.class, bad -> assertThat(bad.reason()).isEqualTo(Reason.UNKNOWN_KEY));
        assertThat(rotated.accepting(KEYS).judge(token, scope())).isInstanceOf(TokenVerdict.Good.class);
        assertThatIllegalArgumentException().isThrownBy(() -> issuer.accepting(KEYS));
    }

    @Test
    void anUpdaterThatOnlySaysItHasWrittenIsFoundOut() {
        String token = issue();
        assertThatThrownBy(() -> issuer.redeem(token, scope(), account -> PasswordWrite.Outcome.WRITTEN))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining(token);
    }

    @Test
    void itsTokensGoThroughTheWholeFlow() {
        RecordingNotifier mail = new RecordingNotifier();
        ManualDeliveryQueue queue = new ManualDeliveryQueue();
        try (PasswordReset reset = PasswordReset.builder()
                .resetLink("https://shop.example.com/reset?token={token}")
                .accounts(accounts)
                .passwordHasher(password -> "hash of " + password)
                .tokenIssuer(issuer)
                .transactions(BooleanSupplier::getAsBoolean)
                .policy(TokenPolicy.oneTime().lifetime(Duration.ofHours(1)))
                .notifier(mail)
                .deliveryQueue(queue)
                .endSessions(changed -> {})
                .clock(clock)
                .build()) {
            reset.request(ResetRequest.forIdentifier("ada@example.com"));
            queue.carryOut();
            String token = mail.lastToken();

            assertThat(token).hasSizeLessThan(500);
            assertThat(reset.check(token).isGood()).isTrue();
            assertThat(reset.redeem(ResetSubmission.forToken(token).password("four random long words")))
                    .isInstanceOf(ResetResult.Changed.class);
            assertThat(accounts.passwordHash("17")).isEqualTo("hash of four random long words");
            assertThat(reset.redeem(ResetSubmission.forToken(token).password("five other long words")))
                    .isEqualTo(new ResetResult.LinkRefused(LinkProblem.INVALID));
        }
    }

    private String issue() {
        return issuer.issue(ADA, scope()).token();
    }

    private Scope scope() {
        return Scope.of("", TokenPolicy.hashBound(), accounts, clock);
    }

    private Reason reason(String token) {
        return reason(token, scope());
    }

    private Reason reason(String token, Scope scope) {
        return issuer.judge(token, scope) instanceof TokenVerdict.Bad bad ? bad.reason() : null;
    }

    /** The token with other claims, under its old signature. */
    private static String withClaims(String token, UnaryOperator<String> change) {
        String[] parts = token.split("\\.", -1);
        String before = new Base64URL(parts[1]).decodeToString();
        String after = change.apply(before);
        assertThat(after).isNotEqualTo(before);
        return parts[0] + "." + Base64URL.encode(after) + "." + parts[2];
    }

    private static Jws<Claims> jjwt(Account account, String token) {
        return Jwts.parser()
                .verifyWith(Keys.hmacShaKeyFor(JwtTokenIssuer.key(KEYS, account)))
                .clock(() -> Date.from(NOON))
                .build()
                .parseSignedClaims(token);
    }

    private static SigningKeys keys(String id) {
        return SigningKeys.of(id, (id + "-".repeat(32)).getBytes(StandardCharsets.US_ASCII));
    }
}
