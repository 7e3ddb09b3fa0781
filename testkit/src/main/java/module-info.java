/** Contracts for people who implement one of Resetta's SPIs, and parts for their tests. */
module dev.resetta.testkit {
    requires transitive dev.resetta;
    requires transitive org.junit.jupiter.api;
    requires org.assertj.core;
    requires static org.jspecify;

    exports dev.resetta.testkit;
}
