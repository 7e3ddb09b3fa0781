package dev.resetta.examples.demo.web;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the pages say in one language: HTML with placeholders, by key. */
final class Words {
    private static final Map<String, Words> READ = new ConcurrentHashMap<>();

    private final String file;
    private final Properties texts = new Properties();

    private Words(String file) {
        this.file = file;
        try {
            texts.load(new StringReader(Resources.text(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Words of(String languageTag) {
        return READ.computeIfAbsent(languageTag, tag -> new Words("words_" + tag + ".properties"));
    }

    String get(String key) {
        String text = texts.getProperty(key);
        if (text == null) {
            throw new IllegalStateException("There is no '" + key + "' in " + file + ".");
        }
        return text;
    }

    Set<String> keys() {
        return texts.stringPropertyNames();
    }
}
