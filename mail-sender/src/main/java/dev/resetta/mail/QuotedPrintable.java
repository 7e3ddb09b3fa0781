package dev.resetta.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Text as printable ASCII in lines of at most 76 characters (RFC 2045, 6.7), which goes through every server as it is. */
final class QuotedPrintable {
    private static final int LONGEST_LINE = 76;
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private final byte[] text;
    private final ByteArrayOutputStream out;
    private int length;

    private QuotedPrintable(String text, ByteArrayOutputStream out) {
        this.text = text.getBytes(StandardCharsets.UTF_8);
        this.out = out;
    }

    /** Writes the text in UTF-8. Its lines may end in each of the usual ways; those that are written end with CR and LF. */
    static void write(String text, ByteArrayOutputStream out) {
        new QuotedPrintable(text, out).write();
    }

    private void write() {
        for (int i = 0; i < text.length; ) {
            int end = endOfPlain(i);
            writePlain(i, end);
            i = end;
            if (isLineEnd(i)) {
                i += text[i] == '\r' && i + 1 < text.length && text[i + 1] == '\n' ? 2 : 1;
                endLine();
            } else if (i < text.length) {
                writeEscaped(text[i++]);
            }
        }
    }

    /** Where what may stand as it is ends: everything printable but the sign of escapes, and spaces that end no line. */
    private int endOfPlain(int start) {
        int end = start;
        while (end < text.length && text[end] >= ' ' && text[end] <= '~' && text[end] != '=') {
            end++;
        }
        boolean endsInSpace = end > start && text[end - 1] == ' ' && (end == text.length || isLineEnd(end));
        return endsInSpace ? end - 1 : end;
    }

    private void writePlain(int start, int end) {
        for (int i = start; i < end; ) {
            int piece = Math.min(end - i, LONGEST_LINE - 1 - length);
            out.write(text, i, piece);
            length += piece;
            i += piece;
            if (i < end) {
                breakLine();
            }
        }
    }

    private void writeEscaped(byte b) {
        if (length + 3 > LONGEST_LINE - 1) {
            breakLine();
        }
        out.write('=');
        out.write(HEX[b >> 4 & 0xF]);
        out.write(HEX[b & 0xF]);
        length += 3;
    }

    /** A sign at the end says that the line goes on. */
    private void breakLine() {
        out.write('=');
        endLine();
    }

    private void endLine() {
        out.write('\r');
        out.write('\n');
        length = 0;
    }

    private boolean isLineEnd(int i) {
        return i < text.length && (text[i] == '\n' || text[i] == '\r');
    }
}
