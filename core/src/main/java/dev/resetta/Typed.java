package dev.resetta;

import org.jspecify.annotations.Nullable;

/** What people type, as far as it can mean anything: whatever comes in is allowed, and what means nothing becomes empty. */
final class Typed {
    private static final int LONGEST_TOKEN = 4096;
    private static final int LONGEST_IDENTIFIER = 320;

    private Typed() {}

    /** What an issuer gets to see: never null and never huge, since neither is a token. */
    static String token(@Nullable String token) {
        return token == null || token.length() > LONGEST_TOKEN ? "" : token;
    }

    /** What was typed, or nothing if no account can be found by it; never a part of it, which could mean somebody else. */
    static String identifier(String typed) {
        return typed.length() <= LONGEST_IDENTIFIER && isText(typed) ? typed : "";
    }

    private static boolean isText(String typed) {
        int c;
        for (int i = 0; i < typed.length(); i += Character.charCount(c)) {
            c = typed.codePointAt(i);
            if (Character.isISOControl(c) || isHalf(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHalf(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }
}
