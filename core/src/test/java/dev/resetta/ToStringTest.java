package dev.resetta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.account.Account;
import dev.resetta.account.PasswordRefusedException;
import dev.resetta.account.PasswordUpdate;
import dev.resetta.delivery.DeliveryException;
import dev.resetta.delivery.Notice;
import dev.resetta.token.StoredToken;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What values tell of themselves in a log or a debugger, and what they hold. */
class ToStringTest {
    private static final String SECRET = "Secret";
    private static final Instant AT = Instant.ofEpochMilli(2_000_000_000_123L);
    private static final Account ACCOUNT = Account.of("17", SECRET + "@example.com", SECRET)
            .withName(SECRET)
            .withSecurityStamp(SECRET)
            .withNoticeAddresses(List.of(SECRET));

    @Test
    void noSecretIsTold() {
        Notice.Recipient recipient = new Notice.Recipient("", "17", SECRET, SECRET, null);
        Notice.Circumstances circumstances = new Notice.Circumstances(AT, null, null);

        assertThat(List.of(
                        ACCOUNT,
                        PasswordUpdate.of(ACCOUNT, SECRET, SECRET, AT),
                        ResetRequest.forIdentifier(SECRET).clientAddress(SECRET).userAgent(SECRET),
                        ResetSubmission.forToken(SECRET)
                                .password(SECRET, SECRET)
                                .userAgent(SECRET),
                        TokenIssuer.Issued.of(SECRET, "link-1", AT),
                        recipient,
                        new Notice.ResetLink(recipient, circumstances, SECRET, SECRET, AT, AT),
                        new Notice.PasswordChanged(recipient, circumstances),
                        Fixture.keys("k", 1),
                        new StoredToken(
                                "0".repeat(16) + SECRET,
                                SECRET,
                                SECRET,
                                1,
                                "",
                                "17",
                                TokenPolicy.Kind.ONE_TIME,
                                "k",
                                SECRET,
                                AT,
                                AT,
                                0,
                                StoredToken.State.LIVE),
                        new TokenVerdict.Good(ACCOUNT, AT, "link-1")))
                .allSatisfy(value -> assertThat(value.toString()).doesNotContain(SECRET));
    }

    @Test
    void whatHelpsAnOperatorIsTold() {
        assertThat(ACCOUNT).hasToString("Account[17]");
        assertThat(PasswordUpdate.of(ACCOUNT, SECRET, SECRET, AT)).hasToString("PasswordUpdate[17]");
        assertThat(TokenIssuer.Issued.of(SECRET, "link-1", AT)).hasToString("Issued[link-1]");
        assertThat(ResetRequest.forIdentifier(SECRET)).hasToString("ResetRequest");
        assertThat(ResetSubmission.forToken(SECRET)).hasToString("ResetSubmission");
        assertThat(new PasswordWriter.NewPassword("link-1", SECRET, SECRET, null))
                .hasToString("NewPassword[link-1]");
        Item.Act act = new Item.Act(AT, SECRET, SECRET, null);
        assertThat(new Item.Request("", SECRET, act)).hasToString("Request");
        assertThat(new Item.Changed("", "17", SECRET, SECRET, act)).hasToString("Changed[17]");
        assertThat(new Item.SupportIssued("", "17", SECRET, SECRET, AT, act)).hasToString("SupportIssued[17]");
        assertThat(Fixture.keys("k", 1).accepting("l", Fixture.key(2)).toString())
                .contains("current=k", "l");
    }

    @Test
    void anAccountHoldsWhatItWasGiven() {
        Account account = Account.of("17", "a@example.com", "h");

        assertThat(account.name()).isEqualTo("a@example.com");
        assertThat(Account.of("17", null, null).name()).isEqualTo("17");
        assertThat(account.withName("Ada").name()).isEqualTo("Ada");
        assertThat(account.withLocale(Locale.ITALIAN).locale()).hasValue(Locale.ITALIAN);
        assertThat(account.withSecurityStamp("s").securityStamp()).hasValue("s");
        assertThat(account.isEligible()).isTrue();
        assertThat(account.withEligible(false).isEligible()).isFalse();
        assertThat(account.noticeAddresses()).isEmpty();
        assertThatThrownBy(() -> Account.of(" ", null, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Account.of(null, null, null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void exceptionsCarryData() {
        Throwable cause = new IllegalStateException();
        DeliveryException failure = DeliveryException.notNow("451", cause).retryAfter(Duration.ofMinutes(1));

        assertThat(failure.kind()).isEqualTo(DeliveryException.Kind.NOT_NOW);
        assertThat(failure.retryAfter()).hasValue(Duration.ofMinutes(1));
        assertThat(failure).hasMessage("451").hasCause(cause);
        assertThat(DeliveryException.never("550", null).kind()).isEqualTo(DeliveryException.Kind.NEVER);
        assertThat(DeliveryException.perhapsSent("lost", null).retryAfter()).isEmpty();
        assertThat(new PasswordRefusedException("code", "A reason.").reason()).isEqualTo("A reason.");
        assertThat(new PasswordRefusedException("code", "A reason.").code()).isEqualTo("code");
    }

    @Test
    void onlyWhatLooksLikeAnAddressIsShownAsOne() {
        assertThat(address("192.0.2.1")).isTrue();
        assertThat(address("2001:db8::1")).isTrue();
        assertThat(address(null)).isFalse();
        assertThat(address("evil.example.com")).isFalse();
        assertThat(address("<b>1.2</b>")).isFalse();
        assertThat(address("1234")).isFalse();
        assertThat(address("١.٢.٣.٤")).isFalse();
        assertThat(address("1.".repeat(23))).isFalse();
    }

    private static boolean address(String text) {
        return new Notice.Circumstances(AT, text, null).ipAddress().isPresent();
    }
}
