package dev.resetta.examples.commandline;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;

/** Reads an option that was not given from the variable that its description names, so that help and behaviour are one. */
record EnvironmentDefaults(Map<String, String> environment) implements IDefaultValueProvider {
    private static final Pattern VARIABLE = Pattern.compile("\\[(RESETTA_[A-Z_]+)]");

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        Matcher named = VARIABLE.matcher(String.join(" ", argument.description()));
        String value = named.find() ? environment.getOrDefault(named.group(1), "") : "";
        return value.isEmpty() ? null : value;
    }

    /** Tells nothing: an environment holds secrets. */
    @Override
    public String toString() {
        return "EnvironmentDefaults";
    }
}
