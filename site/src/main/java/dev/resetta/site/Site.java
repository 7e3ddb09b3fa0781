package dev.resetta.site;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The site: every guide, every file that a guide refers to, and the API documentation. */
public final class Site {
    /** The JDK 17's javadoc refers to a place on this page of its own, and does not make it. */
    private static final String FORGOTTEN_BY_JAVADOC = ApiDocs.FOLDER + "/constant-values.html: #dev.resetta";

    private Site() {}

    /**
     * Writes the site.
     *
     * @param args the folder of the repository, and the folder to write to; by default the one this is run in, and {@code
     *     site/target/site} in it
     */
    public static void main(String... args) throws IOException {
        Path repository = Path.of(args.length > 0 ? args[0] : "").toAbsolutePath();
        Path folder = args.length > 1 ? Path.of(args[1]) : repository.resolve("site/target/site");
        new Guides(repository).writeTo(folder);
        new ApiDocs(repository).writeTo(folder.resolve(ApiDocs.FOLDER));
        List<String> broken = BrokenLinks.in(folder).stream()
                .filter(link -> !link.equals(FORGOTTEN_BY_JAVADOC))
                .toList();
        if (!broken.isEmpty()) {
            throw new IllegalStateException("Broken links:\n" + String.join("\n", broken));
        }
        System.out.println("The site begins at " + folder.resolve("index.html"));
    }
}
