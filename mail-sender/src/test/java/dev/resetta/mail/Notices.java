package dev.resetta.mail;

import dev.resetta.delivery.Notice;
import java.time.Instant;
import java.util.Locale;

/** Notices to send in tests. */
final class Notices {
    static final String ADDRESS = "Alice.Example+reset@example.com";
    static final String LINK =
            "https://shop.example.com/reset?lang=en&token=Zm9vYmFyLXRva2VuLW9mLWEtdGVzdC1ydW4tMTIzNDU2Nzg";
    static final String CANCEL_LINK =
            "https://shop.example.com/cancel?token=cY2FuY2VsLXRva2VuLW9mLWEtdGVzdC1ydW4tOTg3NjU0";
    static final Instant AT = Instant.parse("2026-11-21T14:05:09Z");
    static final String FIREFOX_ON_WINDOWS =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0";

    private Notices() {}

    static Notice.ResetLink resetLink() {
        return resetLink(to("Alice", ADDRESS, Locale.ENGLISH), FIREFOX_ON_WINDOWS);
    }

    static Notice.ResetLink resetLinkTo(String address) {
        return resetLink(to("Alice", address, Locale.ENGLISH), FIREFOX_ON_WINDOWS);
    }

    static Notice.ResetLink resetLinkFor(String name) {
        return resetLink(to(name, ADDRESS, Locale.ENGLISH), FIREFOX_ON_WINDOWS);
    }

    static Notice.ResetLink resetLinkFrom(String userAgent) {
        return resetLink(to("Alice", ADDRESS, Locale.ENGLISH), userAgent);
    }

    static Notice.ResetLink resetLinkIn(Locale locale) {
        return resetLink(to("Alice", ADDRESS, locale), FIREFOX_ON_WINDOWS);
    }

    static Notice.PasswordChanged passwordChanged() {
        return passwordChangedIn(Locale.ENGLISH);
    }

    static Notice.PasswordChanged passwordChangedIn(Locale locale) {
        return new Notice.PasswordChanged(to("Alice", ADDRESS, locale), circumstances(FIREFOX_ON_WINDOWS));
    }

    static Notice.LinkIssuedBySupport linkIssuedIn(Locale locale) {
        return new Notice.LinkIssuedBySupport(
                to("Alice", ADDRESS, locale), new Notice.Circumstances(AT, null, null), AT.plusSeconds(72 * 60 * 60));
    }

    static Notice.ResetLink resetLink(Notice.Recipient to, String userAgent) {
        return new Notice.ResetLink(to, circumstances(userAgent), LINK, CANCEL_LINK, AT, AT.plusSeconds(30 * 60));
    }

    static Notice.Recipient to(String name, String address, Locale locale) {
        return new Notice.Recipient("", "17", address, name, locale);
    }

    static Notice.Circumstances circumstances(String userAgent) {
        return new Notice.Circumstances(AT, "203.0.113.7", userAgent);
    }
}
