package dev.resetta.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.LinkProblem;
import dev.resetta.examples.demo.web.Language;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The words of the pages: the same in each language, all there, all said somewhere. */
class WordsTest {
    private static final Path TEMPLATES = Path.of("src/main/resources/dev/resetta/examples/demo/web/pages");
    private static final Pattern SAID = Pattern.compile("\\{\\{#say}}(.+?)\\{\\{/say}}");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{+[^{}]+}+");
    private static final List<String> REASONS =
            List.of("too-short", "too-long", "too-many-bytes", "not-unicode", "own-words", "blocklisted", "mismatch");

    @ParameterizedTest
    @EnumSource(Language.class)
    void eachLanguageSaysWhatTheTemplatesAskForAndNothingElse(Language language) {
        assertThat(new SaidIn(language.locale().getLanguage()).keys())
                .containsExactlyInAnyOrderElementsOf(keysOfTemplates());
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void noTranslationLosesAPlaceholderOrBreaksAnAttribute(Language language) {
        SaidIn english = new SaidIn("en");
        SaidIn other = new SaidIn(language.locale().getLanguage());
        for (String key : english.keys()) {
            assertThat(placeholders(other.of(key))).as(key).isEqualTo(placeholders(english.of(key)));
            assertThat(other.of(key).replace("<time datetime=\"{{untilInstant}}\">", ""))
                    .as(key)
                    .isNotBlank()
                    .doesNotContain("\"");
        }
    }

    @Test
    void eachReasonOfTheLibraryHasWordsOfItsOwn() {
        SaidIn english = new SaidIn("en");
        assertThat(REASONS.stream().map(code -> english.of("password." + code)))
                .doesNotContainNull()
                .doesNotHaveDuplicates();
    }

    private static Set<String> keysOfTemplates() {
        Set<String> keys = new TreeSet<>(Set.of("moment"));
        try (Stream<Path> files = Files.list(TEMPLATES)) {
            for (Path file : files.toList()) {
                String template = file.getFileName().toString().replace(".mustache", "");
                for (String said : saidIn(Files.readString(file))) {
                    if (said.startsWith(".")) {
                        pagesOf(template).forEach(page -> keys.addAll(List.of(page + said, page + ".title")));
                    } else if (said.equals("password.{{code}}")) {
                        REASONS.forEach(code -> keys.add("password." + code));
                    } else {
                        keys.add(said);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return keys;
    }

    private static List<String> saidIn(String template) {
        return SAID.matcher(template).results().map(result -> result.group(1)).toList();
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private static List<String> pagesOf(String template) {
        return switch (template) {
            case "error" ->
                Stream.of(400, 403, 404, 405, 413, 500)
                        .map(status -> "error-" + status)
                        .toList();
            case "problem" ->
                Stream.concat(
                                Stream.of("closed"),
                                Arrays.stream(LinkProblem.values())
                                        .map(problem -> problem.name()
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', '-')))
                        .map(kind -> "problem-" + kind)
                        .toList();
            default -> List.of(template);
        };
    }
}
