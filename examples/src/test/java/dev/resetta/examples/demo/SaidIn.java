package dev.resetta.examples.demo;

import dev.resetta.examples.demo.web.Page;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;

/** What the pages say in a language, by key. */
final class SaidIn {
    private final Properties words = new Properties();

    SaidIn(String language) {
        try (Reader reader = new InputStreamReader(
                Page.class.getResourceAsStream("words_" + language + ".properties"), StandardCharsets.UTF_8)) {
            words.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Set<String> keys() {
        return words.stringPropertyNames();
    }

    String of(String key) {
        return words.getProperty(key);
    }
}
