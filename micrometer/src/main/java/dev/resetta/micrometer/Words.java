package dev.resetta.micrometer;

import java.util.Locale;

/** How a constant is spelled in a tag. */
final class Words {
    private Words() {}

    static String of(Object constant) {
        return constant.toString().toLowerCase(Locale.ROOT);
    }
}
