package dev.resetta.examples.demo;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What axe-core finds in a page that keeps people out, such as too little contrast or a field without a label. */
final class Axe {
    private static final String SCRIPT = script();
    private static final String RUN = """
            async () => {
              const found = await axe.run(document, {preload: false, resultTypes: ['violations']});
              return found.violations
                .filter(one => ['serious', 'critical', 'moderate'].includes(one.impact))
                .map(one => one.id + ': ' + one.nodes.map(node => node.html + ' ' + node.failureSummary).join('; '));
            }
            """;

    private Axe() {}

    /** Each with the elements it is about; it comes in through the debugger's door, which no content security policy shuts. */
    @SuppressWarnings("unchecked")
    static List<String> violations(Page page) {
        Frame frame = page.mainFrame();
        frame.evaluate(SCRIPT);
        return (List<String>) frame.evaluate(RUN);
    }

    private static String script() {
        try (InputStream in = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
