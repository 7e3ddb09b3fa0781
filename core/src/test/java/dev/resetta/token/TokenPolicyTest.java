package dev.resetta.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenPolicyTest {

    @Test
    void thePoliciesAreWhatTheirNamesSay() {
        assertThat(TokenPolicy.oneTime().lifetime()).isEqualTo(Duration.ofMinutes(30));
        assertThat(TokenPolicy.hashBound().lifetime()).isEqualTo(Duration.ofMinutes(30));
        assertThat(TokenPolicy.reusableUntilExpiry().lifetime()).isEqualTo(Duration.ofDays(3));
        assertThat(List.of(TokenPolicy.oneTime(), TokenPolicy.reusableUntilExpiry(), TokenPolicy.hashBound()))
                .extracting(TokenPolicy::kind)
                .containsExactly(TokenPolicy.Kind.values());
        assertThat(TokenPolicy.oneTime().keepsEarlierLinks()).isFalse();
        assertThat(TokenPolicy.oneTime().keepEarlierLinks().keepsEarlierLinks()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1M", "PT59.999S", "P7DT0.001S", "P8D", "PT999999999999H"})
    void lifetimesOutOfRangeAreRefused(String lifetime) {
        assertThatThrownBy(() -> TokenPolicy.oneTime().lifetime(Duration.parse(lifetime)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 minute and 7 days");
    }

    @Test
    void lifetimesInRangeAreTakenAndCutToMilliseconds() {
        assertThat(TokenPolicy.oneTime().lifetime(Duration.ofDays(7)).lifetime())
                .isEqualTo(TokenPolicy.LONGEST_LIFETIME);
        assertThat(TokenPolicy.oneTime()
                        .lifetime(Duration.ofMinutes(1).plusNanos(1))
                        .lifetime())
                .isEqualTo(Duration.ofMinutes(1));
        assertThat(TokenPolicy.oneTime().lifetime(Duration.ofMinutes(1)).lifetime())
                .isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void aHashBoundPolicyKeepsEarlierLinksAnyway() {
        assertThatThrownBy(() -> TokenPolicy.hashBound().keepEarlierLinks())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("keepEarlierLinks()");
    }

    @Test
    void policiesAreValues() {
        TokenPolicy policy = TokenPolicy.oneTime().lifetime(Duration.ofHours(1)).keepEarlierLinks();

        assertThat(policy)
                .isEqualTo(TokenPolicy.oneTime().keepEarlierLinks().lifetime(Duration.ofHours(1)))
                .hasSameHashCodeAs(TokenPolicy.oneTime().keepEarlierLinks().lifetime(Duration.ofHours(1)))
                .isNotEqualTo(TokenPolicy.oneTime())
                .isNotEqualTo(TokenPolicy.oneTime().lifetime(Duration.ofHours(1)))
                .isNotEqualTo("a policy")
                .hasToString("TokenPolicy[ONE_TIME, PT1H, earlier links kept]");
        assertThat(TokenPolicy.hashBound())
                .isNotEqualTo(TokenPolicy.oneTime())
                .doesNotHaveSameHashCodeAs(TokenPolicy.oneTime())
                .hasToString("TokenPolicy[HASH_BOUND, PT30M]");
        assertThat(TokenPolicy.hashBound().lifetime(Duration.ofHours(1)).kind()).isEqualTo(TokenPolicy.Kind.HASH_BOUND);
        assertThat(policy.lifetime(Duration.ofHours(2)).keepsEarlierLinks()).isTrue();
    }
}
