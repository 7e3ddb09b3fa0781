/** Resetta's metrics and traces, by Micrometer. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // Micrometer has names, but no descriptors
module dev.resetta.micrometer {
    requires transitive dev.resetta;
    requires transitive micrometer.core;
    requires transitive micrometer.observation;
    requires org.slf4j;
    requires static org.jspecify;

    exports dev.resetta.micrometer;
}
