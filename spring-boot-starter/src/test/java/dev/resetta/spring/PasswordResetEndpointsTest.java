package dev.resetta.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.PasswordReset;
import dev.resetta.Realm;
import dev.resetta.account.Account;
import dev.resetta.limit.Limits;
import dev.resetta.limit.RequestLimiter.Rate;
import dev.resetta.testkit.InMemoryAccounts;
import dev.resetta.testkit.ManualDeliveryQueue;
import dev.resetta.testkit.RecordingNotifier;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** What a front end that speaks JSON is answered. */
class PasswordResetEndpointsTest {

    @Test
    void everybodyWhoAsksIsAnsweredTheSame() {
        inShop((shop, context) -> {
            MvcTestResult known = post(shop, "", "{'identifier':'alice@example.com'}");
            MvcTestResult unknown = post(shop, "", "{'identifier':'nobody@example.com'}");
            MvcTestResult nothing = post(shop, "", "{'identifier':''}");

            assertThat(known).hasStatus(202).hasHeader("Cache-Control", "no-store");
            for (MvcTestResult other : new MvcTestResult[] {unknown, nothing}) {
                assertThat(other).hasStatus(202);
                assertThat(other.getResponse().getContentAsByteArray()).isEmpty();
                assertThat(other.getResponse().getHeaderNames())
                        .isEqualTo(known.getResponse().getHeaderNames());
            }
        });
    }

    @Test
    void aClientOverItsLimitIsTold() {
        inShop((shop, context) -> {
            for (int i = 0; i < 3; i++) {
                assertThat(post(shop, "", "{'identifier':'alice@example.com'}")).hasStatus(202);
            }

            MvcTestResult oneMore = post(shop, "", "{'identifier':'alice@example.com'}");

            assertProblem(oneMore, 429, "too-many-attempts");
            assertThat(oneMore).hasHeader("Retry-After", "60");
        });
    }

    @Test
    void aGoodLinkIsCheckedAndUsedOnce() {
        inShop((shop, context) -> {
            String token = tokenForAlice(shop, context);

            assertThat(post(shop, "/check", "{'token':'" + token + "'}"))
                    .hasStatus(200)
                    .bodyJson()
                    .hasPath("$.accountName")
                    .hasPath("$.expiresAt")
                    .doesNotHavePath("$.good");
            String submission = "{'token':'" + token + "','password':'" + Shop.PASSWORD + "'}";
            assertThat(post(shop, "/redeem", submission)).hasStatus(204);

            assertProblem(post(shop, "/redeem", submission), 410, "used");
            assertProblem(post(shop, "/check", "{'token':'" + token + "'}"), 410, "used");
        });
    }

    @Test
    void aRefusedPasswordIsExplainedAndTheLinkStaysGood() {
        inShop((shop, context) -> {
            String token = tokenForAlice(shop, context);

            MvcTestResult refused =
                    post(shop, "/redeem", "{'token':'" + token + "','password':'short','again':'shot'}");

            assertProblem(refused, 422, "password-refused");
            assertThat(refused)
                    .bodyJson()
                    .extractingPath("$.problems[*].code")
                    .asArray()
                    .contains("too-short", "mismatch");
            assertThat(context.getBean(PasswordReset.class).check(token).isGood())
                    .isTrue();
        });
    }

    @Test
    void aLinkIsCancelledOnce() {
        inShop((shop, context) -> {
            tokenForAlice(shop, context);
            String cancel =
                    "{'token':'" + context.getBean(RecordingNotifier.class).lastCancelToken() + "'}";

            assertThat(post(shop, "/cancel", cancel)).hasStatus(204);
            assertProblem(post(shop, "/cancel", cancel), 410, "invalid");
        });
    }

    @Test
    void theEndpointsServeTheRealmThatIsNamed() {
        InMemoryAccounts staff = new InMemoryAccounts();
        staff.put(Account.of("1", "ada@example.com", "hash of old"));
        runner("resetta.realm=staff")
                .withBean("staff", Realm.class, () -> Realm.of("https://staff.example.com/?t={token}", staff, staff))
                .run(context -> {
                    post(MockMvcTester.from(context), "", "{'identifier':'ada@example.com'}");
                    context.getBean(ManualDeliveryQueue.class).carryOut();

                    assertThat(context.getBean(RecordingNotifier.class).lastLink())
                            .startsWith("https://staff.example.com/");
                });
    }

    @Test
    void whatIsReadTellsNothingOfItself() {
        assertThat(new PasswordResetEndpoints.Asked("secret").toString()).doesNotContain("secret");
        assertThat(new PasswordResetEndpoints.Followed("secret").toString()).doesNotContain("secret");
        assertThat(new PasswordResetEndpoints.Entered("secret", "secret", "secret").toString())
                .doesNotContain("secret");
    }

    static void assertProblem(MvcTestResult answer, int status, String code) {
        assertThat(answer)
                .hasStatus(status)
                .hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
                .hasHeader("Cache-Control", "no-store");
        assertThat(answer).bodyJson().extractingPath("$.code").isEqualTo(code);
        assertThat(answer).bodyJson().extractingPath("$.status").isEqualTo(status);
    }

    private static String tokenForAlice(MockMvcTester shop, AssertableWebApplicationContext context) {
        post(shop, "", "{'identifier':'alice@example.com'}");
        context.getBean(ManualDeliveryQueue.class).carryOut();
        return context.getBean(RecordingNotifier.class).lastToken();
    }

    static MvcTestResult post(MockMvcTester shop, String endpoint, String body) {
        return shop.post()
                .uri("/password-resets" + endpoint)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body.replace('\'', '"'))
                .exchange();
    }

    static void inShop(Visit visit) {
        runner(Shop.LINK, "resetta.cancel-link=https://shop.example.com/not-me?t={token}")
                .run(context -> visit.to(MockMvcTester.from(context), context));
    }

    static WebApplicationContextRunner runner(String... properties) {
        return Shop.manual(Shop.configured(new WebApplicationContextRunner(), properties))
                .withConfiguration(AutoConfigurations.of(
                        JacksonAutoConfiguration.class,
                        HttpMessageConvertersAutoConfiguration.class,
                        DispatcherServletAutoConfiguration.class,
                        WebMvcAutoConfiguration.class))
                .withBean(Limits.class, () -> Limits.standard().perClient(new Rate(3, Duration.ofHours(1), 3)))
                .withPropertyValues("resetta.web.enabled=true");
    }

    /** What a test does with a shop. */
    @FunctionalInterface
    interface Visit {
        void to(MockMvcTester shop, AssertableWebApplicationContext context) throws Exception;
    }
}
