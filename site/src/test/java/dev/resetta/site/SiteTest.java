package dev.resetta.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guides become pages whose links lead somewhere. What javadoc makes is checked when the site is made. */
@Tag("once")
class SiteTest {
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    @Test
    void noLinkOfAGuideIsBroken() throws IOException {
        new Guides(REPOSITORY).writeTo(folder);

        assertThat(BrokenLinks.in(folder)).allMatch(link -> link.matches(".*: (\\.\\./)*api/.*"), "made by javadoc");
        assertThat(folder.resolve("docs/operations.html"))
                .content()
                .contains("<title>Running it \u00b7 Resetta</title>", "href=\"../index.html\"", "<table>");
        assertThat(folder.resolve("index.html"))
                .content()
                .contains("href=\"api/dev.resetta/module-summary.html\"", "href=\"docs/database.html#the-accounts\"");
    }

    @Test
    void everyGuideIsOffered() throws IOException {
        try (Stream<Path> files = Files.walk(REPOSITORY.resolve("docs"))) {
            assertThat(files.map(file -> REPOSITORY.relativize(file).toString())
                            .filter(SiteMap::isGuide)
                            .toList())
                    .isSubsetOf(Navigation.files());
        }
    }

    @Test
    void publicTypesAreLinkedToTheirDocumentationAndOthersToTheirText() {
        SiteMap map = new SiteMap(REPOSITORY);

        assertThat(map.pageOf("core/src/main/java/dev/resetta/PasswordReset.java"))
                .isEqualTo("api/dev.resetta/dev/resetta/PasswordReset.html");
        assertThat(map.pageOf("core/src/main/java/dev/resetta/package-info.java"))
                .isEqualTo("api/dev.resetta/dev/resetta/package-summary.html");
        assertThat(map.pageOf("core/src/main/java/dev/resetta/Redemption.java"))
                .isEqualTo("source/core/src/main/java/dev/resetta/Redemption.java.html");
        assertThat(map.pageOf("spring-boot-starter")).isEqualTo("api/dev.resetta.spring/module-summary.html");
        assertThat(map.pageOf("benchmarks")).isEqualTo("source/benchmarks/index.html");
    }

    @Test
    void aLinkToNoPageAndALinkToNoPlaceAreBroken() throws IOException {
        Files.writeString(folder.resolve("one.html"), """
                <h2 id="here">Here</h2>
                <a href="#here">good</a> <a href="two.html#there">good</a> <a href="https://example.com/#x">elsewhere</a>
                <a href="three.html">no page</a> <a href="two.html#nowhere">no place</a> <img src="none.png">
                """);
        Files.writeString(
                folder.resolve("two.html"), "<h2 id=\"there\">There</h2> <a href=\"../outside.html\">out</a>");

        assertThat(BrokenLinks.in(folder))
                .isEqualTo(List.of(
                        "one.html: three.html",
                        "one.html: two.html#nowhere",
                        "one.html: none.png",
                        "two.html: ../outside.html"));
    }
}
