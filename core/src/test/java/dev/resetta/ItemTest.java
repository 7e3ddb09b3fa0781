package dev.resetta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Items of the queue: versioned text that comes back as it went in, cut to fixed lengths. */
class ItemTest {
    private static final String ODD = "a&b=c%d+e f\r\n\0\u2028é\ud83d\udc0e&&==";
    private static final Instant AT = Instant.ofEpochMilli(2_000_000_000_123L);
    private static final Item.Act ACT = new Item.Act(AT, "2001:db8::1", "Lynx & =x%41", Locale.forLanguageTag("zh-TW"));
    private static final Item.Act BARE = new Item.Act(AT, null, null, null);

    static Stream<Item> items() {
        return Stream.of(ACT, BARE)
                .flatMap(act -> Stream.of(
                        new Item.Request("", "ada@example.com", act),
                        new Item.Request(ODD, ODD, act),
                        new Item.Request("", "", act),
                        new Item.Request("", null, act),
                        new Item.Link("staff", "17", null, act),
                        new Item.Link("staff", "17", "grace", act),
                        new Item.SupportIssued("staff", "17", "ada@example.com", "Ada", AT, act),
                        new Item.Link(ODD, ODD, ODD, act),
                        new Item.Changed("staff", "17", "ada@example.com", "Ada", act),
                        new Item.Changed(ODD, ODD, ODD, ODD, act),
                        new Item.EndSessions("", "17", "0123456789abcdef", act)));
    }

    @ParameterizedTest
    @MethodSource("items")
    void whatGoesInComesOut(Item item) {
        String text = item.text();

        assertThat(Item.parse(text)).isEqualTo(item);
        assertThat(text).startsWith("1&").matches("[\\x21-\\x7e]+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "2&link&=&=1&&&&=17",
                "1&other&=&=1&&&&=17",
                "1&link",
                "1&link&=&=1&&&",
                "1&link&=&=x&&&&=17",
                "1&link&&=1&&&&=17",
                "1&link&=&=1&&&&",
                "1&link&=&=1&&&&=%zz",
                "1&link&x&=1&&&&=17&",
                "1&link&=&=1&&&&=17&&",
                "1&link&=&=1&&&&=17&&=more",
                "rubbish"
            })
    void whatWasWrittenOtherwiseIsRefused(String text) {
        assertThatThrownBy(() -> Item.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatComesFromStrangersIsCutAndMadePlain() {
        Item.Act act = new Item.Act(
                AT,
                "9".repeat(1000),
                "a\r\nb\u001b[31m\u202e" + "x".repeat(100_000),
                Locale.forLanguageTag("de-x-" + "abcdefgh-".repeat(9) + "a"));

        assertThat(act.clientAddress()).hasSize(64);
        assertThat(act.userAgent()).hasSize(256).startsWith("a??b?[31m?x");
        assertThat(act.locale()).isNull();
    }

    @Test
    void theInstantIsCutToMilliseconds() {
        Item.Link item = new Item.Link("", "17", null, new Item.Act(AT.plusNanos(999_999), null, null, null));

        assertThat(Item.parse(item.text()).act().at()).isEqualTo(AT);
    }
}
