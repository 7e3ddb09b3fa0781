package dev.resetta.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tokens as others read and write them. */
final class TokenText {
    private TokenText() {}

    /** A token, and what anybody reads in it who decodes its parts. */
    static String readable(String token) {
        StringBuilder text = new StringBuilder(token);
        for (String part : token.split("\\.", -1)) {
            try {
                text.append(' ').append(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                text.append(" (not base64)");
            }
        }
        return text.toString();
    }

    /** Each character replaced, dropped and doubled, and what lenient decoders forgive. */
    static Set<String> spellingsOf(String token) {
        Set<String> spellings = new HashSet<>();
        for (int i = 0; i < token.length(); i++) {
            String head = token.substring(0, i);
            String tail = token.substring(i + 1);
            char c = token.charAt(i);
            for (char other : new char[] {'A', 'B', '-', '.', '=', '+', '/', ' ', 'b'}) {
                spellings.add(head + other + tail);
            }
            // The next letters of base64: at the end of a group they differ in bits that a lenient decoder throws away.
            for (int step = 1; step <= 3; step++) {
                spellings.add(head + (char) (c + step) + tail);
            }
            spellings.add(head + tail);
            spellings.add(head + c + c + tail);
            spellings.add(head + Character.toUpperCase(c) + tail);
            spellings.add(head + Character.toLowerCase(c) + tail);
        }
        for (String end : List.of("=", "==", ".", " ", "\n", "\0", "A", "%3D")) {
            spellings.add(token + end);
            spellings.add(end + token);
        }
        spellings.add(token.toUpperCase(Locale.ROOT));
        spellings.add(token.toLowerCase(Locale.ROOT));
        spellings.add(token.replace('-', '+').replace('_', '/'));
        spellings.remove(token);
        return spellings;
    }
}
