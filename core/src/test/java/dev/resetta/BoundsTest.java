package dev.resetta;

import static dev.resetta.Fixture.ADA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.account.Account;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is handed in is taken up to a bound, and not past it. */
class BoundsTest {
    private static final Instant AT = Instant.ofEpochMilli(2_000_000_000_123L);

    private final Fixture fixture = Fixture.oneTime();

    @Test
    void aTokenHasUpTo4096Characters() {
        assertThat(Typed.token("x".repeat(4096))).hasSize(4096);
        assertThat(Typed.token("x".repeat(4097))).isEmpty();
        assertThat(Typed.token(null)).isEmpty();
    }

    @Test
    void anIdentifierHasUpTo320Characters() {
        assertThat(Typed.identifier("x".repeat(320))).hasSize(320);
        assertThat(Typed.identifier("x".repeat(321))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "\udbff", "\udc00", "\udfff", "\0", "\u001f", "\u007f", "\u009f"})
    void halfACharacterOrAControlOneMakesAnIdentifierNobodys(String bad) {
        assertThat(Typed.identifier("ada" + bad)).isEmpty();
        assertThat(Typed.identifier(bad + "ada")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud7ff", "\ue000", " ", "\u00a0", "\ud83d\udc0e", "\ud800\udc00", "\udbff\udfff"})
    void anyOtherCharacterStaysInAnIdentifier(String good) {
        assertThat(Typed.identifier("ada" + good)).isEqualTo("ada" + good);
        assertThat(Typed.identifier(good + "ada")).isEqualTo(good + "ada");
    }

    @Test
    void anOperatorsNameHasUpTo100Characters() {
        fixture.reset().support("x".repeat(100)).revokeAll(ADA);

        assertThatThrownBy(() -> fixture.reset().support("x".repeat(101))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRealmsNameHasUpTo100Characters() {
        Set<String> names = Set.of("x".repeat(100), "x".repeat(101));
        Realm realm = Realm.of("https://shop.example.com?t={token}", fixture.accounts, fixture.accounts);
        PasswordReset reset = PasswordReset.builder()
                .realms(name -> Optional.of(realm).filter(any -> names.contains(name)))
                .tokenStore(fixture.store)
                .passwordHasher(fixture.hasher)
                .notifier(fixture.mail)
                .deliveryQueue(fixture.queue)
                .build();

        assertThat(reset.realm("x".repeat(100)).check("x").isGood()).isFalse();
        assertThatThrownBy(() -> reset.realm("x".repeat(101))).hasMessageContaining("100 characters");
        assertThatThrownBy(() -> reset.realm("y")).hasMessageContaining("no realm");
        assertThatThrownBy(() -> reset.check("x")).hasMessageContaining("realm(name)");
    }

    @Test
    void aReasonHasUpTo500CharactersAndALetterOrDigit() {
        SupportDesk desk = fixture.reset().support("grace");

        assertThat(desk.issueWithoutNotice(ADA, "x".repeat(500))).isPresent();
        assertThat(desk.issueWithoutNotice(ADA, "7")).isPresent();
        assertThatThrownBy(() -> desk.issueWithoutNotice(ADA, "x".repeat(501)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAccountsIdHasUpTo200Characters() {
        SupportDesk desk = fixture.reset().support("grace");
        String longest = "x".repeat(200);
        fixture.accounts.put(Account.of(longest, "x@example.com", "h"));

        assertThat(desk.mail(longest)).isTrue();
        assertThat(desk.mail(longest + "x")).isTrue();
        assertThat(fixture.queue.submitted).hasSize(1);
        assertThat(fixture.events(ResetEvent.NothingSent.class))
                .extracting(ResetEvent.NothingSent::reason)
                .containsExactly(ResetEvent.NoMail.GONE);
        assertThatThrownBy(() -> Account.of(longest + "x", null, null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAddressHasUpTo320CharactersAndIsNotBlank() {
        assertThat(LinkDelivery.fits("x".repeat(320))).isTrue();
        assertThat(LinkDelivery.fits("x".repeat(321))).isFalse();
        assertThat(LinkDelivery.fits(" ")).isFalse();
    }

    @Test
    void aNameInAnItemHasUpTo100CodePoints() {
        String hundred = "\ud83d\udc0e".repeat(100);

        assertThat(new Item.Changed("", "17", "a@example.com", hundred, act(null)).name())
                .isEqualTo(hundred);
        assertThat(new Item.Changed("", "17", "a@example.com", hundred + "x", act(null)).name())
                .isEqualTo(hundred);
        assertThat(new Item.SupportIssued("", "17", "a@example.com", hundred + "x", AT, act(null)).name())
                .isEqualTo(hundred);
    }

    @Test
    void whatABrowserSaysIsCutAndItsOddCharactersReplaced() {
        assertThat(act(" ~").userAgent()).isEqualTo(" ~");
        assertThat(act("\u001f!\u007f").userAgent()).isEqualTo("?!?");
        assertThat(act("x".repeat(256)).userAgent()).hasSize(256);
        assertThat(act("x".repeat(257)).userAgent()).hasSize(256);
        assertThat(new Item.Act(AT, "1".repeat(65), null, null).clientAddress()).hasSize(64);
    }

    @Test
    void aLanguagesNameHasUpTo35Characters() {
        Locale longest = Locale.forLanguageTag("de-x-abcdefgh-abcdefgh-abcdefgh-abc");
        Locale tooLong = Locale.forLanguageTag("de-x-abcdefgh-abcdefgh-abcdefgh-abcd");
        assertThat(longest.toLanguageTag()).hasSize(35);

        assertThat(act(null).in(longest).locale()).isEqualTo(longest);
        assertThat(act(null).in(tooLong).locale()).isNull();
    }

    private static Item.Act act(String userAgent) {
        return new Item.Act(AT, null, userAgent, null);
    }
}
