package dev.resetta.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The machine's own Chromium, without JavaScript, as the pages have to do without it. */
final class Chromium implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final int NARROWEST = 320;
    private static final int HEIGHT = 800;

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> complaints = new ArrayList<>();

    private Chromium() {
        playwright = Playwright.create();
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(PROGRAM)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    /** Starts it; where there is none, skips the test, and fails it on a build server. */
    static Chromium start() {
        boolean isThere = Files.isExecutable(PROGRAM);
        if ("true".equals(System.getenv("CI"))) {
            assertThat(isThere).as("Chromium is at %s", PROGRAM).isTrue();
        }
        assumeTrue(isThere, "The browser tests need Chromium at " + PROGRAM + ".");
        return new Chromium();
    }

    /** A tab of a new browser that knows no cookie. */
    Page newTab() {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false));
        Page tab = context.newPage();
        watch(tab);
        return tab;
    }

    /** Another tab of the same browser. */
    Page tabBeside(Page tab) {
        Page another = tab.context().newPage();
        watch(another);
        return another;
    }

    /** Takes the page in both widths and both schemes, and sees to it that nothing sticks out on a small phone. */
    void photograph(Page tab, String name) {
        tab.setViewportSize(NARROWEST, HEIGHT);
        assertThat(tab.evaluate("document.documentElement.scrollWidth"))
                .as("width of %s on a phone of %d pixels", name, NARROWEST)
                .isEqualTo(NARROWEST);
        for (int width : List.of(360, 1280)) {
            tab.setViewportSize(width, HEIGHT);
            for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
                tab.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                String file = name + "-" + width + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT) + ".png";
                tab.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(SCREENSHOTS.resolve(file)));
            }
        }
    }

    /** What the browser complained about since the start, such as something the content security policy forbids. */
    List<String> complaints() {
        return complaints;
    }

    @Override
    public void close() {
        playwright.close();
    }

    private void watch(Page tab) {
        tab.onConsoleMessage(message -> {
            // The status of an error page is told, too, and is no fault.
            if (!message.text().startsWith("Failed to load resource: the server responded with a status of")) {
                complaints.add(tab.url() + " " + message.text());
            }
        });
    }
}
