package dev.resetta.examples.springboot;

import static dev.resetta.examples.springboot.RunningShop.ALMA;
import static dev.resetta.examples.springboot.RunningShop.NEW_PASSWORD;
import static dev.resetta.examples.springboot.RunningShop.OLD_PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The whole way, over HTTP and SMTP, in a shop that is running. */
class ShopTest {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    @Test
    void whoForgotAPasswordSignsInWithANewOneAndEverySessionIsOver() throws Exception {
        try (RunningShop shop = new RunningShop()) {
            Browser thief = new Browser(shop.url());
            assertThat(thief.signsIn(ALMA, OLD_PASSWORD)).isTrue();
            assertThat(thief.isSignedIn()).isTrue();
            Browser alma = new Browser(shop.url());

            assertThat(alma.post("", "{\"identifier\":\"" + ALMA + "\"}")).isEqualTo(202);
            String token = shop.tokenFromTheMail();
            assertThat(alma.post("/redeem", submission(token, "short"))).isEqualTo(422);
            assertThat(alma.post("/redeem", submission(token, NEW_PASSWORD))).isEqualTo(204);

            assertThat(thief.isSignedIn()).isFalse();
            assertThat(alma.signsIn(ALMA, OLD_PASSWORD)).isFalse();
            assertThat(alma.signsIn(ALMA, NEW_PASSWORD)).isTrue();
            assertThat(alma.isSignedIn()).isTrue();
            assertThat(alma.post("/redeem", submission(token, NEW_PASSWORD))).isEqualTo(410);
        }
    }

    @Test
    @Tag("once")
    void thePagesLeadThere() throws Exception {
        assertThat(Files.isExecutable(CHROMIUM) || System.getenv("CI") == null)
                .as("Chromium on a build server")
                .isTrue();
        Assumptions.assumeTrue(Files.isExecutable(CHROMIUM), "The browser test needs Chromium.");
        try (RunningShop shop = new RunningShop();
                Playwright playwright = Playwright.create()) {
            Page page = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(CHROMIUM)
                            .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")))
                    .newPage();
            page.navigate(shop.url() + "/forgot.html");
            page.fill("[name=identifier]", ALMA);
            page.click("button");
            answers(page, "If there is an account with this address, a mail is on its way.");

            page.navigate(shop.url() + "/reset.html#token=" + shop.tokenFromTheMail());
            enter(page, "short");
            answers(page, "Use at least 15 characters.");
            enter(page, NEW_PASSWORD);
            answers(page, "Your password is changed. You can sign in with it now.");
            assertThat(page.url()).as("where the token was").isEqualTo(shop.url() + "/reset.html");

            page.click("a[href='/login']");
            page.fill("[name=username]", ALMA);
            page.fill("[name=password]", NEW_PASSWORD);
            page.click("button");
            PlaywrightAssertions.assertThat(page.locator("body")).hasText("You are signed in as " + ALMA);
        }
    }

    private static void enter(Page page, String password) {
        page.fill("[name=password]", password);
        page.fill("[name=again]", password);
        page.click("button");
    }

    private static void answers(Page page, String sentence) {
        PlaywrightAssertions.assertThat(page.locator("#answer")).hasText(sentence);
    }

    private static String submission(String token, String password) {
        return "{\"token\":\"" + token + "\",\"password\":\"" + password + "\",\"again\":\"" + password + "\"}";
    }
}
