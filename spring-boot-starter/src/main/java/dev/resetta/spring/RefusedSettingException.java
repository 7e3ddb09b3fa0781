package dev.resetta.spring;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says what of the application's configuration cannot be, and what to do about it; {@link RefusedSettingAnalyzer} shows it. */
final class RefusedSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    RefusedSettingException(String sentence, String remedy) {
        this(sentence, remedy, null);
    }

    RefusedSettingException(String sentence, String remedy, @Nullable Throwable cause) {
        super(sentence, cause);
        this.remedy = remedy;
    }

    /** What to do. */
    String remedy() {
        return remedy;
    }

    /** Names the property in what its value is refused with. */
    static <T> T checked(String property, Supplier<T> setting) {
        try {
            return setting.get();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new RefusedSettingException(
                    property + " is refused: " + e.getMessage(), "Change " + property + ".", e);
        }
    }

    /** The value of a property that has to be there. */
    static <T> T required(@Nullable T value, String property, String what) {
        if (value == null) {
            throw new RefusedSettingException(property + " is not set: " + what + ".", "Set " + property + ".");
        }
        return value;
    }
}
