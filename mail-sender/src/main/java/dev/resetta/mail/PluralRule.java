package dev.resetta.mail;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;

/**
 * Which form of a noun a language uses beside a number: the cardinal rules of Unicode's CLDR, for whole numbers.
 *
 * <p>Left out is the form that French, Italian, Portuguese and Spanish have for whole millions, since no mail counts that far,
 * and the forms for fractions. A language that is not named here has one form for one and another for all other numbers.
 */
@SuppressWarnings("ImmutableEnumChecker") // lists that do not change, and functions that hold nothing
enum PluralRule {
    ONE_FORM("id ja ko lo ms my th vi zh", "other", n -> "other"),
    ONE_AND_OTHER("", "one other", n -> n == 1 ? "one" : "other"),
    ZERO_LIKE_ONE("am as bn fa fr gu hi hy kn pt zu", "one other", n -> n <= 1 ? "one" : "other"),
    LAST_DIGIT_ONE("is mk", "one other", n -> endsIn(n, 1, 1) ? "one" : "other"),
    HEBREW("he", "one two other", n -> n == 1 ? "one" : n == 2 ? "two" : "other"),
    CZECH("cs sk", "one few other", n -> n == 1 ? "one" : n >= 2 && n <= 4 ? "few" : "other"),
    POLISH("pl", "one few many", n -> n == 1 ? "one" : endsIn(n, 2, 4) ? "few" : "many"),
    EAST_SLAVIC("be ru uk", "one few many", n -> endsIn(n, 1, 1) ? "one" : endsIn(n, 2, 4) ? "few" : "many"),
    SOUTH_SLAVIC("bs hr sr", "one few other", n -> endsIn(n, 1, 1) ? "one" : endsIn(n, 2, 4) ? "few" : "other"),
    SLOVENE("sl", "one two few other", PluralRule::slovene),
    LITHUANIAN("lt", "one few other", PluralRule::lithuanian),
    LATVIAN("lv", "zero one other", n -> endsIn(n, 1, 1) ? "one" : isTeen(n) || n % 10 == 0 ? "zero" : "other"),
    ROMANIAN(
            "ro", "one few other", n -> n == 1 ? "one" : n == 0 || within(1, 19).test(n % 100) ? "few" : "other"),
    ARABIC("ar", "zero one two few many other", PluralRule::arabic);

    private final List<String> languages;
    private final List<String> forms;
    private final LongFunction<String> rule;

    PluralRule(String languages, String forms, LongFunction<String> rule) {
        this.languages = List.of(languages.split(" "));
        this.forms = List.of(forms.split(" "));
        this.rule = rule;
    }

    /** The rule of a language, given by its tag or the first part of it. */
    static PluralRule of(String tag) {
        String language = tag.split("-", 2)[0];
        return Arrays.stream(values())
                .filter(rule -> rule.languages.contains(language))
                .findFirst()
                .orElse(ONE_AND_OTHER);
    }

    /** All forms, named as CLDR does: some of zero, one, two, few, many and other. */
    List<String> forms() {
        return forms;
    }

    /** The form beside a number that is not negative. */
    String form(long n) {
        return rule.apply(n);
    }

    private static String slovene(long n) {
        long end = n % 100;
        return end == 1 ? "one" : end == 2 ? "two" : end == 3 || end == 4 ? "few" : "other";
    }

    private static String lithuanian(long n) {
        boolean inTens = isTeen(n) || n % 10 == 0;
        return inTens ? "other" : n % 10 == 1 ? "one" : "few";
    }

    private static String arabic(long n) {
        if (n <= 2) {
            return List.of("zero", "one", "two").get((int) n);
        }
        long end = n % 100;
        return within(3, 10).test(end) ? "few" : within(11, 99).test(end) ? "many" : "other";
    }

    /** Says whether the last digit is within the range and the number no teen: 22 ends in 2, and 12 does not. */
    private static boolean endsIn(long n, int first, int last) {
        return !isTeen(n) && within(first, last).test(n % 10);
    }

    private static boolean isTeen(long n) {
        return within(11, 19).test(n % 100);
    }

    private static LongPredicate within(int first, int last) {
        return n -> n >= first && n <= last;
    }
}
