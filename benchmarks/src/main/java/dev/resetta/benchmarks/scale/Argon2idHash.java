package dev.resetta.benchmarks.scale;

import dev.resetta.password.Argon2id;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The cost that an application sets itself, and that a redemption has beside all others: one slow hash. */
@State(Scope.Benchmark)
public class Argon2idHash {
    private final Argon2id hasher = Argon2id.recommended();

    @Benchmark
    public String ours() {
        return hasher.hash("seven swans a swimming");
    }
}
