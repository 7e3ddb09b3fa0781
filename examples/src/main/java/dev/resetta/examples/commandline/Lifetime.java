package dev.resetta.examples.commandline;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a lifetime: {@code 72h}, {@code 3d}, {@code 90m}, or ISO 8601. */
final class Lifetime implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        String upper = text.strip().toUpperCase(Locale.ROOT);
        String iso = upper.startsWith("P") ? upper : upper.endsWith("D") ? "P" + upper : "PT" + upper;
        try {
            return Duration.parse(iso);
        } catch (DateTimeParseException e) {
            throw new TypeConversionException("a lifetime is written 72h, 3d or PT72H");
        }
    }
}
