package dev.resetta.site;

import java.io.File;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The API documentation of all published modules together, by the JDK's own javadoc. */
final class ApiDocs {
    /** Where it stands in the site. */
    static final String FOLDER = "api";

    /** Each published module, by its folder. A new one needs a dependency in this module's POM, too. */
    static final Map<String, String> MODULES = new TreeMap<>(Map.of(
            "core", "dev.resetta",
            "jdbc-store", "dev.resetta.jdbc",
            "mail-sender", "dev.resetta.mail",
            "micrometer", "dev.resetta.micrometer",
            "spring-boot-starter", "dev.resetta.spring",
            "testkit", "dev.resetta.testkit"));

    private final Path repository;

    ApiDocs(Path repository) {
        this.repository = repository;
    }

    void writeTo(Path folder) {
        ToolProvider javadoc = ToolProvider.findFirst("javadoc")
                .orElseThrow(() -> new IllegalStateException("This Java is no JDK: it has no javadoc."));
        int status = javadoc.run(System.out, System.err, arguments(folder).toArray(String[]::new));
        if (status != 0) {
            throw new IllegalStateException("javadoc failed, see above.");
        }
    }

    private List<String> arguments(Path target) {
        List<String> arguments = new ArrayList<>(List.of("-d", target.toString(), "-encoding", "UTF-8", "-quiet"));
        arguments.addAll(List.of("--release", "17", "-notimestamp", "-Xdoclint:all,-missing", "-Werror"));
        arguments.addAll(List.of("-windowtitle", "Resetta", "-doctitle", "Resetta"));
        arguments.addAll(List.of("-header", "<a href=\"{@docRoot}/../index.html\">Guides</a>"));
        arguments.addAll(List.of("--module-path", dependencies()));
        MODULES.forEach((folder, module) -> arguments.addAll(List.of(
                "--module-source-path",
                module + "=" + repository.resolve(folder).resolve("src/main/java") + descriptor(module))));
        arguments.addAll(List.of("--module", String.join(",", MODULES.values())));
        return arguments;
    }

    /** Where the descriptor of an automatic module is, which is there for javadoc alone. */
    private String descriptor(String module) {
        Path folder = repository.resolve("site/src/main/descriptors").resolve(module);
        return Files.exists(folder) ? File.pathSeparator + folder : "";
    }

    /** What this program runs with, but for what lies in the repository itself, which is what is documented. */
    private String dependencies() {
        return classPath()
                .filter(entry -> !entry.startsWith(repository))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
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
