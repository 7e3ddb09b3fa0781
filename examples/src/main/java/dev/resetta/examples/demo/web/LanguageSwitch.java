package dev.resetta.examples.demo.web;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.ForbiddenResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The language that a person chose at the foot of a page, in a cookie.
 *
 * <p>Its form carries no signed field, which would make pages differ that have to be the same for everybody. A browser says
 * itself where a form came from, and a foreign site could change nothing but the language.
 */
final class LanguageSwitch {
    static final String ADDRESS = "/language";

    private static final String COOKIE = "language";
    private static final Duration A_YEAR = Duration.ofDays(365);
    private static final Pattern PAGE_OF_THIS_SITE = Pattern.compile("(/[A-Za-z0-9_-]+)+");

    private LanguageSwitch() {}

    static Optional<Language> chosen(Visit visit) {
        return visit.cookie(COOKIE).flatMap(Language::ofTag);
    }

    /** Keeps the choice and goes back to the page it was made on. */
    static void choose(Visit visit) {
        if (visit.isFromAnotherSite()) {
            throw new ForbiddenResponse();
        }
        Language language = Language.ofTag(visit.field("language"))
                .orElseThrow(() -> new BadRequestResponse("There are no pages in that language."));
        visit.set(new Cookie(COOKIE, language.tag(), "/", Optional.of(A_YEAR)));
        String page = visit.field("page");
        visit.goTo(PAGE_OF_THIS_SITE.matcher(page).matches() ? page : "/");
    }
}
