package dev.resetta.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The machine's own Chromium, which shows mails as a careful mail program does: without scripts and without a network. */
final class Chromium implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final int HEIGHT = 600;

    /** The smallest contrast of a text to what is behind it (WCAG 2.2, section 1.4.3). */
    private static final String SMALLEST_CONTRAST = """
            () => {
              const light = colour => {
                const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3)
                  .map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              const behind = e => {
                const colour = getComputedStyle(e).backgroundColor;
                return colour.match(/, 0\\)$/) && e.parentElement ? behind(e.parentElement) : colour;
              };
              const contrasts = [...document.body.querySelectorAll('*')]
                .filter(e => e.checkVisibility() && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
                .map(e => [light(getComputedStyle(e).color), light(behind(e))].sort((a, b) => b - a))
                .map(([a, b]) => (a + 0.05) / (b + 0.05));
              return Math.min(...contrasts);
            }
            """;

    private final Playwright playwright;
    private final Page page;

    private Chromium() {
        playwright = Playwright.create();
        page = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(PROGRAM)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")))
                .newContext(new Browser.NewContextOptions()
                        .setJavaScriptEnabled(false)
                        .setOffline(true))
                .newPage();
    }

    /** Starts it; where there is none, skips the test, and fails it on a build server. */
    static Chromium start() {
        boolean isThere = Files.isExecutable(PROGRAM);
        if ("true".equals(System.getenv("CI"))) {
            assertThat(isThere).as("Chromium is at %s", PROGRAM).isTrue();
        }
        assumeTrue(isThere, "Pictures of mails need Chromium at " + PROGRAM + ".");
        return new Chromium();
    }

    void open(Path file) {
        page.navigate(file.toUri().toString());
    }

    void scheme(ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    }

    /** Makes the window this wide, and says how wide what is in it has become. */
    int contentWidth(int width) {
        page.setViewportSize(width, HEIGHT);
        return (int) page.evaluate("document.documentElement.scrollWidth");
    }

    double smallestContrast() {
        return ((Number) page.evaluate(SMALLEST_CONTRAST)).doubleValue();
    }

    void photograph(Path picture) {
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(picture));
    }

    @Override
    public void close() {
        playwright.close();
    }
}
