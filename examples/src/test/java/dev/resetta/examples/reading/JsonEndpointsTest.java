package dev.resetta.examples.reading;

import static dev.resetta.examples.reading.JsonCalls.json;
import static dev.resetta.examples.reading.JsonCalls.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.PasswordReset;
import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import dev.resetta.limit.Limits;
import dev.resetta.limit.RequestLimiter.Rate;
import dev.resetta.testkit.InMemoryAccounts;
import dev.resetta.testkit.ManualDeliveryQueue;
import dev.resetta.testkit.RecordingNotifier;
import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenStore;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JsonEndpointsTest {
    private static final Account ADA =
            Account.of("17", "ada@example.com", "old hash").withName("Ada");
    private static final Account CLEO =
            Account.of("18", "cleo@example.com", "old hash").withEligible(false);
    private static final Rate ONE = new Rate(3, Duration.ofHours(1), 1);
    private static final String GOOD = "correct horse battery";

    private final InMemoryAccounts accounts = new InMemoryAccounts().put(ADA).put(CLEO);
    private final RecordingNotifier mailbox = new RecordingNotifier();
    private final ManualDeliveryQueue queue = new ManualDeliveryQueue();
    private final AtomicInteger salt = new AtomicInteger();
    private volatile Function<String, Optional<Account>> directory = accounts::findById;
    private JsonCalls calls;

    @BeforeEach
    void start() throws IOException {
        calls = JsonCalls.to(new JsonEndpoints(reset(TokenPolicy.oneTime(), Limits.standard())));
    }

    @AfterEach
    void close() {
        calls.endpoints().close();
    }

    @Test
    void aGoodLinkIsCheckedAndRedeemedOnce() throws Exception {
        String token = tokenForAda();
        assertThat(said(calls.post("check", json("token", token))))
                .startsWith("200 {")
                .contains("\"accountName\":\"Ada\"", "\"expiresAt\":\"");
        assertThat(said(calls.post("redeem", json("token", token, "password", "short"))))
                .isEqualTo("422 {\"problems\":[{\"code\":\"too-short\",\"values\":[15],"
                        + "\"message\":\"Use at least 15 characters.\"}]}");

        String submission = json("token", token, "password", GOOD);
        assertThat(said(calls.post("redeem", submission))).isEqualTo("204");
        assertThat(accounts.passwordHash("17")).isEqualTo("hash 1 of " + GOOD);
        assertThat(said(calls.post("redeem", submission))).isEqualTo("410 {\"problem\":\"USED\"}");
        assertThat(said(calls.post("check", json("token", token)))).isEqualTo("410 {\"problem\":\"USED\"}");
    }

    @Test
    void aCancelledLinkIsDead() throws Exception {
        String token = tokenForAda();
        String cancelToken = mailbox.lastCancelToken();
        assertThat(said(calls.post("cancel", json("token", token)))).isEqualTo("410"); // that one redeems
        assertThat(said(calls.post("cancel", json("token", cancelToken)))).isEqualTo("204");
        assertThat(said(calls.post("cancel", json("token", cancelToken)))).isEqualTo("410");
        assertThat(said(calls.post("check", json("token", token)))).isEqualTo("410 {\"problem\":\"CANCELLED\"}");
    }

    @Test
    void nobodyLearnsWhoHasAnAccount() throws Exception {
        String known = JsonCalls.withoutDate(calls.post("request", json("identifier", "ada@example.com")));
        assertThat(known).startsWith("202 {");
        for (String typed : List.of("nobody@example.com", "cleo@example.com", "", "x".repeat(2000))) {
            assertThat(JsonCalls.withoutDate(calls.post("request", json("identifier", typed))))
                    .isEqualTo(known);
        }

        queue.carryOut();
        assertThat(mailbox.notices())
                .extracting(notice -> notice.to().address())
                .containsExactly("ada@example.com");
    }

    @Test
    void onlyTheLimitOfTheClientIsTold() throws Exception {
        Rate two = new Rate(2, Duration.ofHours(1), 2);
        restart(TokenPolicy.oneTime(), Limits.standard().perIdentifier(ONE).perClient(two));
        String body = json("identifier", "ada@example.com");
        String first = JsonCalls.withoutDate(calls.post("request", body));
        String typedTooOften = JsonCalls.withoutDate(calls.post("request", body));
        assertThat(typedTooOften).isEqualTo(first).startsWith("202");

        HttpResponse<String> tooMany = calls.send(calls.request("request")
                .header("Content-Type", "application/json")
                .header("X-Forwarded-For", "198.51.100.1") // nobody believes it
                .POST(BodyPublishers.ofString(body)));
        assertThat(said(tooMany)).isEqualTo("429");
        assertThat(tooMany.headers().firstValue("Retry-After")).contains("60");
    }

    @Test
    void tooManyBadTokensAreTold() throws Exception {
        restart(TokenPolicy.oneTime(), Limits.standard().failuresPerClient(ONE));
        String submission = json("token", "made-up", "password", GOOD);
        assertThat(said(calls.post("redeem", submission))).isEqualTo("410 {\"problem\":\"INVALID\"}");
        assertThat(said(calls.post("redeem", submission))).isEqualTo("429 {\"problem\":\"TOO_MANY_ATTEMPTS\"}");
        assertThat(said(calls.post("redeem", json("token", tokenForAda(), "password", GOOD))))
                .isEqualTo("204");
    }

    @Test
    void whoeverComesWhileTooMuchGoesOnMayComeAgain() throws Exception {
        restart(TokenPolicy.reusableUntilExpiry(), Limits.standard().submissionsPerLink(ONE));
        String submission = json("token", tokenForAda(), "password", GOOD);
        assertThat(said(calls.post("redeem", submission))).isEqualTo("204");
        HttpResponse<String> busy = calls.post("redeem", submission);
        assertThat(said(busy)).isEqualTo("503");
        assertThat(busy.headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void aFaultIsToldWithoutItsMessage() throws Exception {
        String token = tokenForAda();
        directory = id -> {
            throw new IllegalStateException("a message for nobody");
        };
        assertThat(said(calls.post("check", json("token", token)))).isEqualTo("500");
        assertThat(said(calls.post("redeem", json("token", token, "password", GOOD))))
                .isEqualTo("500");

        directory = accounts::findById;
        assertThat(said(calls.post("redeem", json("token", token, "password", GOOD))))
                .isEqualTo("204");
    }

    @Test
    void noAnswerIsKeptByAnybody() throws Exception {
        for (String body : List.of(json("token", tokenForAda()), json("token", "made-up"), "no JSON")) {
            HttpResponse<String> answer = calls.post("check", body);
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        }
    }

    @Test
    void theProgramTellsWhatHappens() throws Exception {
        assertThat(Printed.by(JsonEndpoints::main))
                .contains("request {\"identifier\":\"nobody@example.com\"} is answered 202")
                .contains("Ada's mail holds the link https://shop.example.com/reset-password#token=")
                .contains("is answered 422 {\"problems\":[{\"code\":\"too-short\"")
                .contains("is answered 204")
                .contains("is answered 410 {\"problem\":\"USED\"}")
                .contains("check {\"token\":17} is answered 400");
    }

    private void restart(TokenPolicy policy, Limits limits) throws IOException {
        close();
        calls = JsonCalls.to(new JsonEndpoints(reset(policy, limits)));
    }

    private PasswordReset reset(TokenPolicy policy, Limits limits) {
        return PasswordReset.builder()
                .resetLink("https://app.example.com/reset#token={token}")
                .cancelLink("https://app.example.com/cancel#token={token}")
                .accounts(new People())
                .passwordUpdater(accounts)
                .passwordHasher(password -> "hash " + salt.incrementAndGet() + " of " + password)
                .policy(policy)
                .tokenStore(TokenStore.inMemory())
                .limits(limits)
                .deliveryQueue(queue)
                .notifier(mailbox)
                .endSessions(changed -> {})
                .build();
    }

    private String tokenForAda() throws Exception {
        calls.post("request", json("identifier", "ada@example.com"));
        queue.carryOut();
        return mailbox.lastToken();
    }

    /** Accounts that can be read until the test says otherwise. */
    private final class People implements AccountDirectory {
        @Override
        public List<Account> findByIdentifier(String identifier) {
            return accounts.findByIdentifier(identifier);
        }

        @Override
        public Optional<Account> findById(String accountId) {
            return directory.apply(accountId);
        }
    }
}
