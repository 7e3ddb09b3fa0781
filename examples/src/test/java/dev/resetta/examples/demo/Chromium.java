package dev.resetta.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The machine's own Chromium. */
public final class Chromium implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");

    /**
     * The status of an error page is told, too; so is an icon that is wanted after a test has ended its site, and that a test
     * types faster than a page gives the focus away.
     */
    private static final List<String> NO_FAULTS = List.of(
            "Failed to load resource: the server responded with a status of",
            "Failed to load resource: net::ERR_CONNECTION_REFUSED",
            "Autofocus processing was blocked because a document already has a focused element");

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
    public static Chromium start() {
        boolean isThere = Files.isExecutable(PROGRAM);
        if ("true".equals(System.getenv("CI"))) {
            assertThat(isThere).as("Chromium is at %s", PROGRAM).isTrue();
        }
        assumeTrue(isThere, "The browser tests need Chromium at " + PROGRAM + ".");
        return new Chromium();
    }

    /** A tab of a new browser that knows no cookie, speaks English, and runs no JavaScript: the pages have to do without it. */
    Tab newTab() {
        return newTab(new Browser.NewContextOptions().setJavaScriptEnabled(false), false);
    }

    /** A tab of a new browser that knows no cookie and runs what pages bring. */
    public Tab newScriptedTab(String language) {
        return newTab(new Browser.NewContextOptions().setLocale(language), true);
    }

    private Tab newTab(Browser.NewContextOptions options, boolean runsScripts) {
        return watched(browser.newContext(options).newPage(), runsScripts);
    }

    /** Another tab of the same browser. */
    Tab tabBeside(Tab tab) {
        return watched(tab.page().context().newPage(), tab.runsScripts());
    }

    /** What the browser complained about since the start, such as something the content security policy forbids. */
    public List<String> complaints() {
        return complaints;
    }

    @Override
    public void close() {
        playwright.close();
    }

    private Tab watched(Page page, boolean runsScripts) {
        page.onConsoleMessage(message -> {
            if (NO_FAULTS.stream().noneMatch(message.text()::startsWith)) {
                complaints.add(page.url() + " " + message.text());
            }
        });
        return new Tab(page, runsScripts);
    }
}
