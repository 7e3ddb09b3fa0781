package dev.resetta.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Looks for links within a folder of pages that lead to no page, or to no place on it. */
final class BrokenLinks {
    private final Path folder;
    private final Map<Path, Set<String>> places = new HashMap<>();
    private final List<String> broken = new ArrayList<>();

    private BrokenLinks(Path folder) {
        this.folder = folder;
    }

    /** Tells each broken link, and the page it is on. */
    static List<String> in(Path folder) throws IOException {
        BrokenLinks links = new BrokenLinks(folder.toAbsolutePath().normalize());
        try (Stream<Path> files = Files.walk(links.folder)) {
            files.filter(file -> file.toString().endsWith(".html")).sorted().forEach(links::check);
        }
        return links.broken;
    }

    private void check(Path page) {
        for (Element element : parsed(page).select("[href], [src]")) {
            String link = element.hasAttr("href") ? element.attr("href") : element.attr("src");
            if (!isElsewhere(link) && !leadsSomewhere(page, link)) {
                broken.add(folder.relativize(page) + ": " + link);
            }
        }
    }

    private static boolean isElsewhere(String link) {
        return link.matches("[a-z]+:.*") || link.startsWith("//");
    }

    private boolean leadsSomewhere(Path page, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty()
                ? page
                : Objects.requireNonNull(page.getParent())
                        .resolve(decoded(parts[0]))
                        .normalize();
        return target.startsWith(folder)
                && Files.isRegularFile(target)
                && (parts.length == 1 || parts[1].isEmpty() || places(target).contains(decoded(parts[1])));
    }

    private Set<String> places(Path page) {
        return places.computeIfAbsent(page, BrokenLinks::placesOn);
    }

    private static Set<String> placesOn(Path page) {
        Set<String> places = new HashSet<>();
        for (Element element : parsed(page).select("[id], [name]")) {
            places.add(element.attr("id"));
            places.add(element.attr("name"));
        }
        return places;
    }

    private static Document parsed(Path page) {
        try {
            return Jsoup.parse(page.toFile(), "UTF-8");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A plus is a plus in a path. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
