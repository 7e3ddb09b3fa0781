package dev.resetta.examples.demo;

import org.opentest4j.TestAbortedException;

/** Database servers that a test can do without on a machine where they do not start, but not where everything is tested. */
public final class TestServer {
    private TestServer() {}

    public static <T> T orSkip(String name, Start<T> start) {
        try {
            return start.start();
        } catch (Exception | LinkageError e) {
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError(name + " could not be started.", e);
            }
            throw new TestAbortedException(name + " could not be started here: " + e);
        }
    }

    /** Something that starts a server. */
    public interface Start<T> {
        T start() throws Exception;
    }
}
