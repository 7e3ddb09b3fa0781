package dev.resetta.examples.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * One tab of a browser, and what a person does with it.
 *
 * @param page the tab itself
 * @param runsScripts whether it runs what pages bring
 */
public record Tab(Page page, boolean runsScripts) {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final int NARROWEST = 320;
    private static final List<Integer> WIDTHS = List.of(360, 1280);
    private static final int HEIGHT = 800;

    void open(String address) {
        page.navigate(address);
    }

    void follow(String link) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link))
                .first()
                .click();
    }

    /** Clicks a link of the mail that the inbox shows. */
    void followInMail(String addressPart) {
        // The mail is a document of its own, and takes no clicks before it is there as a whole.
        page.waitForLoadState(LoadState.LOAD);
        page.frameLocator("iframe.letter")
                .locator("a[href*='" + addressPart + "']")
                .first()
                .click();
    }

    void fill(String label, String text) {
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).fill(text);
    }

    void press(String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button))
                .click();
    }

    void signIn(String login, String password) {
        page.locator("#login").fill(login);
        page.locator("#password").fill(password);
        send();
    }

    void askForLink(String email) {
        page.locator("#email").fill(email);
        send();
    }

    void choose(String password, String again) {
        page.locator("#password").fill(password);
        page.locator("#again").fill(again);
        send();
    }

    /** Sends the page's form, in whatever language. */
    void send() {
        page.locator("main button[type=submit]").click();
    }

    /** Sees which page this is. */
    void shows(String heading) {
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText(heading);
    }

    /** Sees which page this is, and photographs it. */
    void shows(String heading, String picture) {
        shows(heading);
        photograph(picture);
    }

    /** Takes the page in both widths and both schemes, and sees to it that everybody can use it, on a small phone, too. */
    void photograph(String picture) {
        page.setViewportSize(NARROWEST, HEIGHT);
        assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                .as("width of %s on a phone of %d pixels", picture, NARROWEST)
                .isLessThanOrEqualTo((int) page.evaluate("document.documentElement.clientWidth"));
        for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            if (runsScripts) {
                assertThat(Axe.violations(page))
                        .as("what keeps people out of %s, %s", picture, scheme)
                        .isEmpty();
            }
            for (int width : WIDTHS) {
                page.setViewportSize(width, HEIGHT);
                String file = picture + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png";
                page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(SCREENSHOTS.resolve(file)));
            }
        }
    }
}
