package dev.resetta.examples.replays;

import static dev.resetta.examples.replays.Application.ADA;
import static dev.resetta.examples.replays.Application.BOB;
import static dev.resetta.examples.replays.Application.CLIENT;
import static dev.resetta.examples.replays.Application.NEW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.LinkProblem;
import dev.resetta.ResetResult;
import dev.resetta.examples.demo.TestBrowser;
import dev.resetta.examples.demo.TestSite;
import dev.resetta.limit.Limits;
import dev.resetta.limit.RequestLimiter.Rate;
import dev.resetta.token.TokenPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tokens that are none: nothing, blanks, wildcards, numbers and lists fit nobody. */
class MissingTokenReplayTest {
    private static final String FITS_NOBODY = "fits nobody's link";
    private static final String COUNTED = "a bad token, and counted as one";
    private static final List<String> NOTHING =
            Arrays.asList(null, "", " ", "  ", "\t", "\n", "\0", "\u00a0", "null", "undefined", "nil", "\"\"");

    /** Tried on accounts that never asked, that wait for a link, and whose link was used or cancelled. */
    private static void fitNobody(Application app, List<String> tokens) {
        refused(app, tokens);
        String token = app.tokenFor(ADA);
        refused(app, tokens);
        app.redeem(token, Application.OTHER);
        refused(app, tokens);
        app.tokenFor(BOB);
        if (app.policy.kind() != TokenPolicy.Kind.HASH_BOUND) {
            app.reset().support("ops").revokeAll(BOB.id());
        }
        refused(app, tokens);
    }

    private static void refused(Application app, List<String> tokens) {
        for (String token : tokens) {
            assertThat(app.problem(token)).as(FITS_NOBODY).isEqualTo(LinkProblem.INVALID);
            assertThat(app.redeem(token, NEW))
                    .as(FITS_NOBODY)
                    .isEqualTo(new ResetResult.LinkRefused(LinkProblem.INVALID));
            assertThat(app.reset().cancel(token)).as(FITS_NOBODY).isFalse();
        }
        assertThat(List.of(ADA, BOB)).as(FITS_NOBODY).noneMatch(account -> app.signsIn(account, NEW));
    }

    private static void fitNobodyUnderAnyPolicy(List<String> tokens) {
        for (TokenPolicy policy : Application.POLICIES) {
            fitNobody(Application.of(policy), tokens);
        }
    }

    @Replay(
            value = {"CVE-2026-41276", "CVE-2017-7615", "CVE-2019-16109"},
            how =
                    "null, \"\" and ten kinds of nothing, on users without a link, with one, with a used and with a revoked one")
    void nothing() {
        fitNobodyUnderAnyPolicy(NOTHING);
    }

    @Planted(
            value = {"CVE-2026-41276", "CVE-2017-7615", "CVE-2019-16109"},
            how = "an issuer that compares with a column which is empty at first")
    void plantedColumn() {
        Application app = Application.oneTime();
        app.issuer = new TokenColumn(String::equals);
        Caught.by(FITS_NOBODY, () -> fitNobody(app, NOTHING));
    }

    @Replay(value = "CVE-2025-22144", how = "\"\" after the link was used, cancelled and revoked")
    void emptyAfterTheUse() {
        Application app = Application.oneTime();
        app.redeem(app.tokenFor(ADA), NEW);
        assertThat(app.problem("")).isEqualTo(LinkProblem.INVALID);
        app.tokenFor(ADA);
        assertThat(app.reset().cancel(app.mailbox.lastCancelToken())).isTrue();
        assertThat(app.redeem("", Application.OTHER)).isEqualTo(new ResetResult.LinkRefused(LinkProblem.INVALID));
        assertThat(app.reset().cancel("")).isFalse();
        assertThat(app.signsIn(ADA, NEW)).isTrue();
    }

    @Replay(value = "CVE-2015-6928", how = "one blank, and blanks of every kind that Java knows")
    void oneBlank() {
        List<String> blanks = new ArrayList<>();
        for (char c = 0; c < Character.MAX_VALUE; c++) {
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                blanks.add(String.valueOf(c));
            }
        }
        assertThat(blanks).hasSizeGreaterThan(20).contains(" ");
        fitNobodyUnderAnyPolicy(blanks);
    }

    @Planted(value = "CVE-2015-6928", how = "an issuer that trims, over a column which is empty at first")
    void plantedTrim() {
        Application app = Application.oneTime();
        app.issuer = new TokenColumn((stored, token) -> stored.equals(token.strip()));
        Caught.by(FITS_NOBODY, () -> fitNobody(app, List.of(" ")));
    }

    @Replay(value = "CVE-2009-2762", how = "over HTTP, token[]= in the address, and the token twice")
    void arrays() {
        try (TestSite site = TestSite.with("one-time")) {
            TestBrowser browser = site.browser();
            for (String query :
                    List.of("token[]=", "token[]=x", "token%5B%5D=", "key[]=", "token=a&token=b", "token[0]=a", "")) {
                assertThat(browser.fetch(
                                        "GET",
                                        "/reset?" + query.replace("[", "%5B").replace("]", "%5D"))
                                .status())
                        .as(query)
                        .isEqualTo(400);
            }
        }
    }

    @Replay(value = "CVE-2020-1772", how = "%, _, * and .* alone and in place of a good token's characters")
    void wildcards() {
        List<String> wildcards =
                new ArrayList<>(List.of("%", "_", "*", ".*", "?", "%%", "_".repeat(43), "[a-z]*", "^", ".{43}"));
        Application app = Application.oneTime();
        String good = app.tokenFor(BOB);
        wildcards.addAll(List.of(
                good.substring(0, 20) + "%", "%" + good.substring(20), good.substring(0, 42) + "_", ".*" + good));
        refused(app, wildcards);
        fitNobodyUnderAnyPolicy(wildcards);
    }

    @Planted(value = "CVE-2020-1772", how = "an issuer that looks the token up by a pattern")
    void plantedPattern() {
        Application app = Application.oneTime();
        app.issuer = new TokenColumn((stored, token) -> !stored.isEmpty() && token.equals("%"));
        Caught.by(FITS_NOBODY, () -> fitNobody(app, List.of("%")));
    }

    @Replay(value = "CVE-2018-10081", how = "numbers that are equal as numbers, and spellings with 0e")
    void numbers() {
        fitNobodyUnderAnyPolicy(List.of(
                "0",
                "00",
                "0e0",
                "0e1",
                "0E0",
                "-0",
                "0.0",
                "0x0",
                "1e3",
                "0e462097431906509019562988736854",
                "240610708",
                "QNKCDZO"));
    }

    @Planted(
            value = "CVE-2018-10081",
            how = "an issuer that compares texts as numbers where they look like some, and mints 0e1337")
    void plantedNumbers() {
        Application app = Application.oneTime();
        app.issuer = new TokenColumn(
                (stored, token) -> token.matches("\\d+(e\\d+)?")
                        && stored.matches("\\d+e\\d+")
                        && Double.compare(Double.parseDouble(stored), Double.parseDouble(token)) == 0,
                (account, scope) -> "0e1337");
        Caught.by(FITS_NOBODY, () -> fitNobody(app, List.of("0")));
    }

    /** Each variant is bad, and the so-manieth bad one from this client is told to wait. */
    private static void variantsAreBadAndCounted(Application app) {
        app.limits = Limits.none().failuresPerClient(new Rate(3, Duration.ofHours(1), 3));
        String token = app.tokenFor(ADA);
        List<LinkProblem> problems = new ArrayList<>();
        for (String variant : List.of(token + " ", " " + token, token + "\n", token + "=")) {
            ResetResult result = app.redeem(variant, NEW);
            problems.add(result instanceof ResetResult.LinkRefused refused ? refused.problem() : null);
        }
        assertThat(problems)
                .as(COUNTED)
                .containsExactly(
                        LinkProblem.INVALID, LinkProblem.INVALID, LinkProblem.INVALID, LinkProblem.TOO_MANY_ATTEMPTS);
        assertThat(app.redeems(token)).as("the token itself, from " + CLIENT).isTrue();
    }

    @Replay(
            value = "CVE-2026-72917",
            how = "a good token with a blank, a line break or padding is bad, and counts as a bad try")
    void blanksAroundAToken() {
        for (TokenPolicy policy : Application.POLICIES) {
            variantsAreBadAndCounted(Application.of(policy));
        }
    }

    @Planted(value = "CVE-2026-72917", how = "an issuer that trims")
    void plantedStrip() {
        Application app = Application.oneTime();
        app.issuer = new TokenColumn((stored, token) -> !stored.isEmpty() && stored.equals(token.strip()));
        Caught.by(COUNTED, () -> variantsAreBadAndCounted(app));
    }
}
