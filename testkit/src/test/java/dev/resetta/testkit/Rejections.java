package dev.resetta.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs a contract over an implementation that is broken on purpose. */
final class Rejections {
    private Rejections() {}

    /** The names of the contract's tests that fail. */
    static Set<String> of(Class<?> contract) {
        Set<String> failed = new TreeSet<>();
        EngineTestKit.engine("junit-jupiter").selectors(selectClass(contract)).execute().testEvents().failed().stream()
                .forEach(event -> failed.add(event.getTestDescriptor()
                        .getSource()
                        .map(MethodSource.class::cast)
                        .orElseThrow()
                        .getMethodName()));
        return failed;
    }
}
