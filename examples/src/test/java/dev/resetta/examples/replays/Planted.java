package dev.resetta.examples.replays;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A test that runs a replay against a part which has the fault, and sees it fail: the replay would have told. */
@Test
@Tag("replay")
@Tag("once")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Planted {
    /** The faults whose replay is run, by their ids in {@code faults.tsv}. */
    String[] value();

    /** What is weak, in half a sentence for the table. */
    String how();
}
