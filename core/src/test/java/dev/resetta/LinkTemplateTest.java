package dev.resetta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTemplateTest {

    @ParameterizedTest
    @CsvSource({
        "https://shop.example.com/reset?token={token}, https://shop.example.com/reset?token=T",
        "https://shop.example.com/reset#{token}, https://shop.example.com/reset#T",
        "https://shop.example.com?a=b&t={token}&c=d#e, https://shop.example.com?a=b&t=T&c=d#e",
        "HTTPS://SHOP.example.com:8443/?{token}, HTTPS://SHOP.example.com:8443/?T",
        "http://localhost:8080/reset?token={token}, http://localhost:8080/reset?token=T",
        "http://LOCALHOST/?token={token}, http://LOCALHOST/?token=T",
        "http://127.0.0.1/?token={token}, http://127.0.0.1/?token=T",
        "http://127.8.9.10/?token={token}, http://127.8.9.10/?token=T",
        "http://[::1]:8080/?token={token}, http://[::1]:8080/?token=T"
    })
    void theTokenTakesItsPlace(String template, String link) {
        LinkTemplate parsed = LinkTemplate.parse("resetLink", template);

        assertThat(parsed.with("T")).isEqualTo(link);
        assertThat(parsed).hasToString(template);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{token}",
                "?token={token}",
                "/reset?token={token}",
                "//shop.example.com/reset?token={token}",
                "shop.example.com/reset?token={token}",
                "https://shop.example.com/reset",
                "https://shop.example.com/reset?token={TOKEN}",
                "https://shop.example.com/{token}",
                "https://{token}.example.com/?x",
                "https://shop.example.com/{token}?token={token}",
                "https://shop.example.com/?a={token}&b={token}",
                "https://shop.example.com/?a={token}#{token}",
                "https://user@shop.example.com/?token={token}",
                "https://user:secret@shop.example.com/?token={token}",
                "https://good.example.com@evil.example.com/?token={token}",
                "https:///reset?token={token}",
                "https:reset?token={token}",
                "https://shop.example.com\\@evil.example.com/?token={token}",
                "https://shop example.com/?token={token}",
                "https://shop.example.com/?token={token}&x=%zz",
                "https://shop.example.com/?token={token}\r\nX: y",
                "http://shop.example.com/?token={token}",
                "http://localhost.example.com/?token={token}",
                "http://127.0.0.1.example.com/?token={token}",
                "http://128.0.0.1/?token={token}",
                "http://[::2]/?token={token}",
                "ftp://shop.example.com/?token={token}",
                "javascript:alert(1)?{token}",
                "mailto:x@y?{token}"
            })
    void anythingElseIsRefusedWithTheSettingsName(String template) {
        assertThatThrownBy(() -> LinkTemplate.parse("resetLink", template))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The resetLink ")
                .hasMessageContaining("https://shop.example.com/reset-password?token={token}");
    }

    @Test
    void nullIsRefused() {
        assertThatThrownBy(() -> LinkTemplate.parse("cancelLink", null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("cancelLink");
    }
}
