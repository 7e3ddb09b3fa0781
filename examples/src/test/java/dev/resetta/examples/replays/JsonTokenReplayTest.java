package dev.resetta.examples.replays;

import static dev.resetta.examples.replays.Application.ADA;
import static dev.resetta.examples.replays.Application.BOB;
import static dev.resetta.examples.replays.Application.NEW;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.resetta.examples.reading.JsonCalls;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** Tokens in JSON that are no text. */
class JsonTokenReplayTest {
    private static final String FITS_NOBODY = "no text, and fits nobody's link";

    /** Sends JSON to what uses tokens, and sees that nothing but an object of texts gets through. */
    private static void onlyTextsAreTokens(Application app, Function<String, Integer> statusOf) {
        app.tokenFor(ADA);
        for (String token :
                List.of("0", "17", "1.0", "true", "false", "null", "[]", "[null]", "[\"\"]", "{}", "{\"$ne\": null}")) {
            String json = "{\"token\": " + token + ", \"password\": \"" + NEW + "\"}";
            assertThat(statusOf.apply(json))
                    .as(FITS_NOBODY + ", nor does " + token)
                    .isEqualTo(400);
        }
        assertThat(List.of(ADA, BOB)).allMatch(app::isUntouched);
    }

    @Replay(
            value = {"CVE-2013-0233", "CVE-2016-6317", "CVE-2009-2762"},
            how = "over HTTP, as JSON: numbers, true, null, lists and objects in place of the token")
    void jsonOfOtherTypes() throws Exception {
        Application app = Application.oneTime();
        try (JsonCalls calls = JsonCalls.to(app.reset())) {
            onlyTextsAreTokens(app, json -> {
                try {
                    return calls.post("redeem", json).statusCode();
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    }

    @Planted(
            value = {"CVE-2013-0233", "CVE-2016-6317"},
            how = "an endpoint that makes a text of whatever comes, and an issuer that compares numbers as such")
    void plantedCoercion() {
        Application app = Application.oneTime();
        app.issuer = new TokenColumn((stored, token) -> token.equals("0") && stored.isEmpty());
        Caught.by(
                FITS_NOBODY,
                () -> onlyTextsAreTokens(app, json -> {
                    JsonElement token =
                            JsonParser.parseString(json).getAsJsonObject().get("token");
                    return app.redeems(token.toString()) ? 200 : 400;
                }));
    }
}
