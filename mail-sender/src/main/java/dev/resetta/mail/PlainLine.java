package dev.resetta.mail;

import java.util.regex.Pattern;

/** What may be shown of text that others chose. */
final class PlainLine {
    private static final int LONGEST_NAME = 64;

    /** Controls, direction marks and other format characters, lone surrogates, separators of lines, private and unassigned. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    /** Marks and letters that show nothing, or choose the look of the one before (Unicode's Default_Ignorable_Code_Point). */
    static final String IGNORABLE =
            "\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u2800\\u3164\\uFFA0\\uFE00-\\uFE0F"
                    + "\\x{E0100}-\\x{E01EF}";

    private static final Pattern UNSEEN = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}" + IGNORABLE + "]");

    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

    /** What mail programs turn into a link: protocols, addresses, domains (a dot between letters) and telephone numbers. */
    private static final Pattern LINKABLE = Pattern.compile(
            "[:@\uFF20]|www|[\\p{L}\\p{M}\\p{N}\\p{S}_)'-][.\u3002\uFF0E\uFF61][\\p{L}\\p{M}\\p{N}\\p{S}]|(?:\\p{N}\\P{N}?){6}",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern DECIMAL_IP = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");
    private static final Pattern COLON_IP =
            Pattern.compile("[0-9a-fA-F:]{0,39}:(?:[0-9a-fA-F]{0,4}|" + DECIMAL_IP + ")");

    private PlainLine() {}

    /** Says whether there is a character that is not seen, but does something. */
    static boolean hasInvisible(String text) {
        return INVISIBLE.matcher(text).find();
    }

    /** A person's name as it can stand in a greeting; empty if it cannot, for example because it would become a link. */
    static String nameToShow(String name) {
        String line = SPACES.matcher(UNSEEN.matcher(name.replace('\t', ' ')).replaceAll(""))
                .replaceAll(" ")
                .strip();
        if (LINKABLE.matcher(line).find()) {
            return "";
        }
        boolean fits = line.codePointCount(0, line.length()) <= LONGEST_NAME;
        return fits
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_NAME)).strip() + "\u2026";
    }

    /** Says whether this is an IP literal. Digits, letters to f and dots alone are not enough: facade.de is a domain. */
    static boolean isIpLiteral(String text) {
        return DECIMAL_IP.matcher(text).matches() || COLON_IP.matcher(text).matches();
    }
}
