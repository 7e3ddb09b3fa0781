package dev.resetta.examples.commandline;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import dev.resetta.ResetEvent;
import java.time.Instant;

/** How results and events are written for programs: instants as ISO 8601 in UTC, and links as they are. */
final class Json {
    private static final JsonSerializer<Instant> INSTANTS =
            (instant, type, context) -> new JsonPrimitive(instant.toString());
    private static final Gson GSON = new GsonBuilder()
            .registerTypeAdapter(Instant.class, INSTANTS)
            .disableHtmlEscaping()
            .create();
    private static final Gson PRETTY = GSON.newBuilder().setPrettyPrinting().create();

    private Json() {}

    static String pretty(Object result) {
        return PRETTY.toJson(result);
    }

    /** An event on one line, its kind first. */
    static String line(ResetEvent event) {
        JsonObject line = new JsonObject();
        line.addProperty("event", event.getClass().getSimpleName());
        GSON.toJsonTree(event).getAsJsonObject().asMap().forEach(line::add);
        return GSON.toJson(line);
    }
}
