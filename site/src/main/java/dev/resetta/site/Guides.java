package dev.resetta.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The guides and, as far as they refer to them, files and folders of the repository. */
final class Guides {
    private final Path repository;
    private final SiteMap map;
    private final Navigation navigation;
    private final Markdown markdown = new Markdown();
    private final Deque<String> waiting = new ArrayDeque<>(Navigation.files());
    private final Set<String> met = new HashSet<>(Navigation.files());

    Guides(Path repository) {
        this.repository = repository;
        this.map = new SiteMap(repository);
        this.navigation = new Navigation(map);
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
            Files.writeString(target, Layout.page(page, Navigation.title(file), body(file, page), navigation.on(page)));
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
}
