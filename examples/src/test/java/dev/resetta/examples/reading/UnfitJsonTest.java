package dev.resetta.examples.reading;

import static dev.resetta.examples.reading.JsonCalls.json;
import static dev.resetta.examples.reading.JsonCalls.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.account.Account;
import dev.resetta.testkit.TestReset;
import dev.resetta.token.TokenPolicy;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link JsonEndpoints} say to requests that no front end of theirs sends. */
@Timeout(60)
class UnfitJsonTest {
    private static final String GOOD = "correct horse battery";

    private final TestReset test =
            TestReset.of(TokenPolicy.oneTime()).add(Account.of("17", "ada@example.com", "old hash"));
    private JsonCalls calls;

    @BeforeEach
    void start() throws IOException {
        calls = JsonCalls.to(new JsonEndpoints(test.reset()));
    }

    @AfterEach
    void close() {
        calls.endpoints().close();
        test.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "\"token\"",
                "{}",
                "{\"token\": 17}",
                "{\"token\": true}",
                "{\"token\": null}",
                "{\"token\": [\"x\"]}",
                "{\"token\": {\"token\": \"x\"}}",
                "{\"token\": \"x\", \"token\": \"y\"}",
                "{\"token\": \"x\", \"more\": \"y\"}",
                "{\"Token\": \"x\"}",
                "{\"token\": \"x\"} {}",
                "{\"token\": \"x\",}",
                "{token: \"x\"}",
                "{'token': 'x'}",
                "{\"token\": \"x\"} // a comment",
                "{\"token\": \"\\x\"}",
            })
    void whatIsNotOneObjectOfStringsIsRefused(String body) throws Exception {
        assertThat(calls.post("check", body).statusCode()).isEqualTo(400);
        assertThat(calls.post("cancel", body).statusCode()).isEqualTo(400);
        assertThat(calls.post("redeem", body).statusCode()).isEqualTo(400);
        assertThat(calls.post("request", body.replace("token", "identifier")).statusCode())
                .isEqualTo(400);
    }

    @Test
    void whatIsNotUtf8IsRefused() throws Exception {
        byte[] latin = "{\"token\": \"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
        HttpResponse<String> answer = calls.send(calls.request("check")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(latin)));
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00e9", "\\ud800", "\\u0000", "<script>", "' OR 1=1 --"})
    void anyStringMayBeATokenAndIsNoGoodLink(String token) throws Exception {
        assertThat(said(calls.post("check", json("token", token)))).isEqualTo("410 {\"problem\":\"INVALID\"}");
        assertThat(said(calls.post("redeem", json("token", token, "password", GOOD))))
                .isEqualTo("410 {\"problem\":\"INVALID\"}");
    }

    @Test
    void halfACharacterIsNoPassword() throws Exception {
        String token = test.tokenFor("ada@example.com");
        HttpResponse<String> answer = calls.post("redeem", json("token", token, "password", GOOD + "\\ud800"));
        assertThat(said(answer)).startsWith("422 ").contains("not-unicode");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonp", "json"})
    void onlyJsonIsTaken(String type) throws Exception {
        String body = json("identifier", "ada@example.com");
        assertThat(calls.post("request", type, body).statusCode()).isEqualTo(415);
    }

    @Test
    void jsonMayNameItsCharset() throws Exception {
        String body = json("identifier", "ada@example.com");
        assertThat(calls.post("request", "application/json; charset=utf-8", body)
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void aBodyThatDoesNotSayWhatItIsIsNotTaken() throws Exception {
        HttpResponse<String> answer =
                calls.send(calls.request("request").POST(BodyPublishers.ofString(json("identifier", "x"))));
        assertThat(answer.statusCode()).isEqualTo(415);
    }

    @Test
    void aBrowserThatAsksForAnotherSiteGetsNoPermission() throws Exception {
        HttpResponse<String> answer = calls.send(calls.request("request")
                .header("Origin", "https://elsewhere.example.com")
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control-"));
    }

    @Test
    void aBodyHasItsLimit() throws Exception {
        String empty = json("identifier", "");
        String longest = json("identifier", "x".repeat(4096 - empty.length()));
        assertThat(calls.post("request", longest).statusCode()).isEqualTo(202);
        assertThat(calls.post("request", longest + " ").statusCode()).isEqualTo(413);
    }

    @Test
    void otherAddressesAndMethodsAreRefused() throws Exception {
        assertThat(calls.post("requests", "{}").statusCode()).isEqualTo(404);
        assertThat(calls.post("request/", "{}").statusCode()).isEqualTo(404);
        HttpResponse<String> opened = calls.send(calls.request("check?token=x").GET());
        assertThat(opened.statusCode()).isEqualTo(405);
        assertThat(opened.headers().firstValue("Allow")).contains("POST");
    }
}
