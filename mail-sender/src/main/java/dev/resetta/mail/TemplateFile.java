package dev.resetta.mail;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * One file of templates or phrases.
 *
 * @param place where it is, for exceptions
 * @param text what it holds
 */
record TemplateFile(String place, String text) {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /**
     * Reads a file's bytes as UTF-8, with or without a byte order mark.
     *
     * @throws IllegalArgumentException if they are anything else
     */
    static TemplateFile of(String place, byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new TemplateFile(place, text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("The mail template " + place + " is not UTF-8. Save it as UTF-8.", e);
        }
    }

    /**
     * Reads it as phrases by key.
     *
     * @throws IllegalArgumentException if it cannot be read, or has a key twice
     */
    Map<String, String> properties() {
        Map<String, String> phrases = new TreeMap<>();
        Properties reader = new Properties() {
            private static final long serialVersionUID = 1;

            @Override
            public synchronized Object put(Object key, Object value) {
                if (phrases.put((String) key, (String) value) != null) {
                    throw new IllegalArgumentException("The phrase " + key + " is there twice.");
                }
                return value;
            }
        };
        try {
            reader.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(place + " cannot be read as phrases. " + e.getMessage(), e);
        }
        return phrases;
    }
}
