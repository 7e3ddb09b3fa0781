package dev.resetta.mail;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The program a request came from, in words of two fixed lists.
 *
 * <p>The user agent is whatever a stranger wrote there. It is only searched for marks, and none of its characters ever gets
 * into a mail.
 *
 * @param browser for example Firefox
 * @param system for example Windows
 */
record Program(String browser, String system) {
    /** Browsers and their marks. The order counts: most of them call themselves Chrome and Safari as well. */
    private static final List<Mark> BROWSERS = List.of(
            new Mark("Edg/", "Edge"),
            new Mark("EdgA/", "Edge"),
            new Mark("EdgiOS/", "Edge"),
            new Mark("OPR/", "Opera"),
            new Mark("OPT/", "Opera"),
            new Mark("SamsungBrowser/", "Samsung Internet"),
            new Mark("Vivaldi/", "Vivaldi"),
            new Mark("YaBrowser/", "Yandex Browser"),
            new Mark("DuckDuckGo/", "DuckDuckGo"),
            new Mark("Firefox/", "Firefox"),
            new Mark("FxiOS/", "Firefox"),
            new Mark("CriOS/", "Chrome"),
            new Mark("Chrome/", "Chrome"),
            new Mark("Safari/", "Safari"));

    /** Systems and their marks; phones before the systems they are made from. */
    private static final List<Mark> SYSTEMS = List.of(
            new Mark("iPhone", "iPhone"),
            new Mark("iPad", "iPad"),
            new Mark("Android", "Android"),
            new Mark("Windows", "Windows"),
            new Mark("CrOS", "ChromeOS"),
            new Mark("Macintosh", "macOS"),
            new Mark("Linux", "Linux"));

    /** The program behind a user agent, if both its parts are known. */
    static Optional<Program> behind(@Nullable String userAgent) {
        if (userAgent == null) {
            return Optional.empty();
        }
        return first(BROWSERS, userAgent)
                .flatMap(browser -> first(SYSTEMS, userAgent).map(system -> new Program(browser, system)));
    }

    private static Optional<String> first(List<Mark> marks, String userAgent) {
        return marks.stream()
                .filter(mark -> userAgent.contains(mark.sign()))
                .map(Mark::word)
                .findFirst();
    }

    private record Mark(String sign, String word) {}
}
