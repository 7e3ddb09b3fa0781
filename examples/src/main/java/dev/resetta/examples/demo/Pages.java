package dev.resetta.examples.demo;

/** Some pages that belong together. */
@FunctionalInterface
interface Pages {
    void addTo(Routes routes);
}
