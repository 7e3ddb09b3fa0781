package dev.resetta.mail;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Text for programs that show no HTML: lines of readable length, one empty line between paragraphs. */
final class Paragraphs {
    private static final int WIDTH = 72;
    private static final int FIRST_WIDE = 0x2E80;
    private static final char FIRST_STRONG_ISOLATE = '\u2068';
    private static final char POP_ISOLATE = '\u2069';

    private Paragraphs() {}

    /**
     * Breaks long lines at spaces, and between Chinese and Japanese characters. What has neither, such as a link, stays whole.
     */
    static String wrap(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : text.strip().split("\n", -1)) {
            boolean emptyAgain = line.isBlank()
                    && !lines.isEmpty()
                    && lines.get(lines.size() - 1).isEmpty();
            if (!emptyAgain) {
                wrapLine(line.strip(), lines);
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static void wrapLine(String line, List<String> lines) {
        if (width(line) <= WIDTH) {
            lines.add(line);
            return;
        }
        StringBuilder current = new StringBuilder();
        int width = 0;
        boolean isolating = false;
        for (String piece : pieces(line)) {
            if (current.length() > 0 && width + width(piece.stripTrailing()) > WIDTH) {
                // A line is a paragraph of its own to whoever orders directions: an isolate ends with it.
                lines.add(current.toString().stripTrailing() + (isolating ? POP_ISOLATE : ""));
                current.setLength(0);
                current.append(isolating ? String.valueOf(FIRST_STRONG_ISOLATE) : "");
                width = current.length();
            }
            current.append(piece);
            width += width(piece);
            int begin = piece.lastIndexOf(FIRST_STRONG_ISOLATE);
            int end = piece.lastIndexOf(POP_ISOLATE);
            isolating = begin == end ? isolating : begin > end;
        }
        lines.add(current.toString().stripTrailing());
    }

    /** Words with the space after them; text in wide characters in the smallest pieces it may be broken into. */
    private static List<String> pieces(String line) {
        List<String> pieces = new ArrayList<>();
        for (int start = 0, end; start < line.length(); start = end) {
            int space = line.indexOf(' ', start);
            end = space < 0 ? line.length() : space + 1;
            String word = line.substring(start, end);
            if (width(word) == word.length()) {
                pieces.add(word);
            } else {
                addBroken(word, pieces);
            }
        }
        return pieces;
    }

    private static void addBroken(String word, List<String> pieces) {
        BreakIterator breaks = BreakIterator.getLineInstance(Locale.ROOT);
        breaks.setText(word);
        int start = breaks.first();
        for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
            pieces.add(word.substring(start, end));
        }
    }

    /** In columns, of which Chinese and Japanese characters take two. */
    private static int width(CharSequence text) {
        int width = text.length();
        for (int i = 0; i < text.length(); i++) {
            width += isWide(text.charAt(i)) ? 1 : 0;
        }
        return width;
    }

    private static boolean isWide(char c) {
        return c >= FIRST_WIDE && c <= 0xFFFD && !Character.isSurrogate(c);
    }
}
