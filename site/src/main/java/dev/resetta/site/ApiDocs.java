package dev.resetta.site;

import java.io.File;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The API documentation of all published modules together, by the JDK's own javadoc. */
final class ApiDocs {
    /** Where it stands in the site. */
    static final String FOLDER = "api";

    /** Where the sources of a module are, seen from its folder. */
    static final String SOURCES = "/src/main/java/";

    /** Each published module, by its folder. A new one needs a dependency in this module's POM, too. */
    static final Map<String, String> MODULES = new TreeMap<>(Map.of(
            "core", "dev.resetta",
            "jdbc-store", "dev.resetta.jdbc",
            "mail-sender", "dev.resetta.mail",
            "micrometer", "dev.resetta.micrometer",
            "testkit", "dev.resetta.testkit"));

    /**
     * What has no module descriptor: the package, by the module's folder. Javadoc takes modules or packages, and not both, so each of
     * these stands in a folder of its own within the others'.
     */
    static final Map<String, String> PACKAGES = Map.of("spring-boot-starter", "dev.resetta.spring");

    private final Path repository;

    ApiDocs(Path repository) {
        this.repository = repository;
    }

    void writeTo(Path folder) {
        run(modules(folder));
        PACKAGES.forEach((sources, name) -> run(packages(folder.resolve(name), sources, name)));
    }

    private List<String> modules(Path folder) {
        List<String> arguments = common(folder, "../");
        arguments.addAll(List.of("--module-path", classPath(entry -> !entry.startsWith(repository))));
        MODULES.forEach((sources, module) -> arguments.addAll(
                List.of("--module-source-path", module + "=" + repository.resolve(sources + SOURCES))));
        arguments.addAll(List.of("--module", String.join(",", MODULES.values())));
        return arguments;
    }

    private List<String> packages(Path folder, String sources, String name) {
        List<String> arguments = common(folder, "../../");
        arguments.addAll(List.of("-classpath", classPath(entry -> true), "-link", ".."));
        arguments.addAll(
                List.of("-sourcepath", repository.resolve(sources + SOURCES).toString(), name));
        return arguments;
    }

    private static List<String> common(Path folder, String toGuides) {
        List<String> arguments = new ArrayList<>(List.of("-d", folder.toString(), "-encoding", "UTF-8", "-quiet"));
        arguments.addAll(List.of("--release", "17", "-notimestamp", "-Xdoclint:all,-missing", "-Werror"));
        arguments.addAll(List.of("-windowtitle", "Resetta", "-doctitle", "Resetta"));
        arguments.addAll(List.of("-header", "<a href=\"{@docRoot}/" + toGuides + "index.html\">Guides</a>"));
        return arguments;
    }

    private static void run(List<String> arguments) {
        ToolProvider javadoc = ToolProvider.findFirst("javadoc")
                .orElseThrow(() -> new IllegalStateException("This Java is no JDK: it has no javadoc."));
        int status = javadoc.run(System.out, System.err, arguments.toArray(String[]::new));
        if (status != 0) {
            throw new IllegalStateException("javadoc failed, see above.");
        }
    }

    /** As much as is wanted of what this program runs with; what lies in the repository itself is documented from its sources. */
    private static String classPath(Predicate<Path> wanted) {
        return classPath().filter(wanted).map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** Maven runs a program within itself, with a class loader that tells its path; anybody else does as usual. */
    private static Stream<Path> classPath() {
        if (ApiDocs.class.getClassLoader() instanceof URLClassLoader loader) {
            return Stream.of(loader.getURLs())
                    .map(URL::toString)
                    .map(URI::create)
                    .map(Path::of);
        }
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of);
    }
}
