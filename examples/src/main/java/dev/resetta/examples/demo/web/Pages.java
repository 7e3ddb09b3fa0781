package dev.resetta.examples.demo.web;

/** Some pages that belong together. */
@FunctionalInterface
public interface Pages {
    void addTo(Routes routes);
}
