package dev.resetta.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which page a file of the repository becomes: a guide a page of its own, a public type the page that javadoc makes of it, and
 * anything else a page that shows its text.
 */
final class SiteMap {
    private static final String SOURCES = "source/";
    private static final Pattern PUBLIC_TYPE = Pattern.compile("^public ", Pattern.MULTILINE);

    private final Path repository;

    SiteMap(Path repository) {
        this.repository = repository;
    }

    /** The page of a file or folder, both relative to where the repository and the site begin. */
    String pageOf(String file) {
        if (file.equals("README.md")) {
            return "index.html";
        }
        if (isGuide(file)) {
            return file.replaceFirst("\\.md$", ".html");
        }
        for (Map.Entry<String, String> module : ApiDocs.MODULES.entrySet()) {
            String api = ApiDocs.FOLDER + "/" + module.getValue() + "/";
            String sources = module.getKey() + "/src/main/java/";
            if (file.equals(module.getKey())) {
                return api + "module-summary.html";
            }
            if (file.startsWith(sources) && isPublic(file)) {
                String type = file.substring(sources.length());
                return api
                        + type.replaceFirst("package-info\\.java$", "package-summary.java")
                                .replaceFirst("\\.java$", ".html");
            }
        }
        return SOURCES + file + (Files.isDirectory(repository.resolve(file)) ? "/index.html" : ".html");
    }

    static boolean isGuide(String file) {
        return file.endsWith(".md");
    }

    static boolean isMadeByJavadoc(String page) {
        return page.startsWith(ApiDocs.FOLDER + "/");
    }

    private boolean isPublic(String file) {
        if (!file.endsWith(".java")) {
            return false;
        }
        try {
            return file.endsWith("/package-info.java")
                    || PUBLIC_TYPE
                            .matcher(Files.readString(repository.resolve(file)))
                            .find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
