package dev.resetta.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The guides and, as far as they refer to them, files and folders of the repository. */
final class Guides {
    /** The guides, in the order in which they are offered. */
    static final Map<String, String> LISTED = listed();

    private final Path repository;
    private final SiteMap map;
    private final Markdown markdown = new Markdown();
    private final Deque<String> waiting = new ArrayDeque<>(LISTED.keySet());
    private final Set<String> met = new HashSet<>(LISTED.keySet());

    Guides(Path repository) {
        this.repository = repository;
        this.map = new SiteMap(repository);
    }

    private static Map<String, String> listed() {
        Map<String, String> guides = new LinkedHashMap<>();
        guides.put("README.md", "Resetta");
        guides.put("docs/guides/README.md", "Guides");
        guides.put("docs/spring-boot.md", "Spring Boot");
        guides.put("docs/integrating.md", "Integrating");
        guides.put("docs/database.md", "Database");
        guides.put("docs/schema.md", "Schema");
        guides.put("docs/mail.md", "Mails");
        guides.put("docs/operations.md", "Running it");
        guides.put("docs/performance.md", "Performance");
        guides.put("docs/security.md", "What is protected");
        guides.put("docs/design.md", "Design decisions");
        guides.put("docs/testing.md", "How it is tested");
        guides.put("docs/contracts.md", "Contracts");
        guides.put("docs/releasing.md", "Releasing");
        guides.put("testkit/README.md", "Testkit");
        guides.put("examples/README.md", "Examples");
        guides.put("CONTRIBUTING.md", "Contributing");
        guides.put("SECURITY.md", "Reporting a hole");
        guides.put("CHANGELOG.md", "Changes");
        return guides;
    }

    void writeTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (InputStream style = Objects.requireNonNull(Guides.class.getResourceAsStream("site.css"))) {
            Files.write(folder.resolve("site.css"), style.readAllBytes());
        }
        while (!waiting.isEmpty()) {
            String file = waiting.remove();
            String page = map.pageOf(file);
            Path target = folder.resolve(page);
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            Files.writeString(target, Layout.page(page, title(file), body(file, page), navigation(page)));
        }
    }

    private String body(String file, String page) throws IOException {
        Path source = repository.resolve(file);
        if (SiteMap.isGuide(file)) {
            return markdown.html(Files.readString(source), link -> linked(link, file, page));
        }
        return Files.isDirectory(source)
                ? listing(source, file, page)
                : "<pre><code>" + Layout.escaped(Files.readString(source)) + "</code></pre>";
    }

    /** Where a link of the repository leads in the site; what it leads to becomes a page. */
    private String linked(String link, String from, String page) {
        if (link.startsWith("#") || link.matches("[a-z]+:.*")) {
            return link;
        }
        String[] parts = link.split("#", 2);
        Path directory = Path.of("/" + from).getParent();
        String file = Path.of("/")
                .relativize(Objects.requireNonNull(directory).resolve(parts[0]).normalize())
                .toString();
        if (!Files.exists(repository.resolve(file))) {
            throw new IllegalStateException(from + " refers to " + link + ", which is not there.");
        }
        return link(file, page) + (parts.length > 1 ? "#" + parts[1] : "");
    }

    private String link(String file, String page) {
        String target = map.pageOf(file);
        if (!SiteMap.isMadeByJavadoc(target) && met.add(file)) {
            waiting.add(file);
        }
        return Layout.relative(page, target);
    }

    private String listing(Path directory, String file, String page) throws IOException {
        StringBuilder list = new StringBuilder("<ul>\n");
        try (Stream<Path> entries = Files.list(directory)) {
            List<String> names = entries.map(
                            entry -> Objects.requireNonNull(entry.getFileName()).toString())
                    .filter(name -> !name.equals("target") && !name.startsWith("."))
                    .sorted()
                    .toList();
            for (String name : names) {
                list.append("<li><a href=\"%s\">%s</a></li>\n"
                        .formatted(link(file + "/" + name, page), Layout.escaped(name)));
            }
        }
        return list.append("</ul>\n").toString();
    }

    private String navigation(String page) {
        StringBuilder items = new StringBuilder();
        LISTED.forEach((file, label) -> items.append(Layout.item(page, map.pageOf(file), label)));
        items.append(Layout.item(page, ApiDocs.FOLDER + "/index.html", "API documentation"));
        ApiDocs.PACKAGES
                .keySet()
                .forEach(module ->
                        items.append(Layout.item(page, map.pageOf(module), "API of " + module.replace('-', ' '))));
        return items.toString();
    }

    private static String title(String file) {
        return LISTED.getOrDefault(file, file);
    }
}
