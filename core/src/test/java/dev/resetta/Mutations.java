package dev.resetta;

import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Small changes to a text, such as a thief would try: a character more, less, or another. */
public final class Mutations {
    private static final String TELLING = "=+/.-_ \n\0Aa0\u00e4\ud83d";

    private Mutations() {}

    /** One change at any place. */
    public static Arbitrary<UnaryOperator<String>> any() {
        Arbitrary<Integer> places = Arbitraries.integers().between(0, 400);
        Arbitrary<Character> characters = Arbitraries.oneOf(
                Arbitraries.chars().ascii(),
                Arbitraries.of(TELLING.chars().mapToObj(c -> (char) c).toList()));
        return Combinators.combine(Arbitraries.of(Kind.values()), places, characters)
                .as(Mutations::change);
    }

    private enum Kind {
        REPLACE,
        INSERT,
        DELETE,
        OTHER_CASE,
        APPEND,
        CUT
    }

    private static UnaryOperator<String> change(Kind kind, int anyPlace, char c) {
        return text -> {
            if (text.isEmpty()) {
                return String.valueOf(c);
            }
            int place = anyPlace % text.length();
            String before = text.substring(0, place);
            String after = text.substring(place + 1);
            char old = text.charAt(place);
            return switch (kind) {
                case REPLACE -> before + c + after;
                case INSERT -> before + c + old + after;
                case DELETE -> before + after;
                case OTHER_CASE -> before + otherCase(old) + after;
                case APPEND -> text + c;
                case CUT -> before;
            };
        };
    }

    private static char otherCase(char c) {
        return Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c);
    }
}
