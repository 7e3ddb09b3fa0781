package dev.resetta.site;

import java.nio.file.Path;
import java.util.Objects;

/** What every page looks like. */
final class Layout {
    private Layout() {}

    static String page(String page, String title, String body, String navigation) {
        String full = title.equals("Resetta") ? title : title + " \u00b7 Resetta";
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <link rel="stylesheet" href="%s">
                </head>
                <body>
                <nav aria-label="Guides">
                %s</nav>
                <main>
                %s</main>
                </body>
                </html>
                """.formatted(escaped(full), relative(page, "site.css"), navigation, body);
    }

    /** An entry of the navigation, marked if it is the page itself. */
    static String item(String page, String target, String label) {
        String current = page.equals(target) ? " aria-current=\"page\"" : "";
        return "<li><a href=\"%s\"%s>%s</a></li>\n".formatted(relative(page, target), current, escaped(label));
    }

    /** How one page refers to another. */
    static String relative(String from, String to) {
        Path directory = Objects.requireNonNull(Path.of("/" + from).getParent());
        return directory.relativize(Path.of("/" + to)).toString();
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
