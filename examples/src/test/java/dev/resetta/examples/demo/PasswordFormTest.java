package dev.resetta.examples.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.resetta.examples.demo.TestSite.NEW_PASSWORD;
import static dev.resetta.examples.demo.shop.DemoAccounts.ALMA;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The form for the new password in a browser that runs its script. */
@Tag("once")
class PasswordFormTest {
    private static Chromium chromium;

    private TestSite site;
    private Tab tab;
    private Page page;
    private Locator password;
    private Locator again;

    @BeforeAll
    static void startBrowser() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void endBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void openTheForm() {
        site = TestSite.with("one-time");
        site.ask(ALMA.email());
        tab = chromium.newScriptedTab("en");
        tab.open(site.resetLink(1));
        page = tab.page();
        password = page.locator("#password");
        again = page.locator("#again");
    }

    @AfterEach
    void theBrowserHadNothingToComplainAbout() {
        site.close();
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void aPasswordIsShownAndHidden() {
        password.fill(NEW_PASSWORD);
        Locator show = button("Show this password").first();
        assertThat(password).hasAttribute("type", "password");
        show.click();
        assertThat(password).hasAttribute("type", "text");
        assertThat(again).hasAttribute("type", "password");
        button("Hide this password").click();
        assertThat(password).hasAttribute("type", "password");
        assertThat(password).hasValue(NEW_PASSWORD);
    }

    @Test
    void aShownPasswordIsSentAllTheSame() {
        button("Show this password").first().click();
        tab.choose(NEW_PASSWORD, NEW_PASSWORD);
        tab.shows("Your password is changed");
    }

    @Test
    void theStrengthIsHintedAtWhileTyping() {
        Locator hint = page.locator("#strength");
        assertThat(hint).hasAttribute("aria-live", "polite");
        password.pressSequentially("eleven green");
        assertThat(hint).containsText("At least 3 more characters are needed.");
        password.fill("eleven green u");
        assertThat(hint).containsText("One more character is needed.");
        password.fill("aaaaaaaaaaaaaaaaaaaa");
        assertThat(hint).containsText("easy to guess");
        password.fill("abcdefghijklmnopqrst");
        assertThat(hint).containsText("easy to guess");
        password.fill("tulip tulip tulip");
        assertThat(hint).containsText("easy to guess");
        password.fill("eleven green umb");
        assertThat(hint).containsText("A few more words make it stronger.");
        password.fill(NEW_PASSWORD);
        assertThat(hint).containsText("a good one. Only a hint: we check the password when you send it.");
        password.fill("");
        assertThat(hint).hasText("Only a hint: we check the password when you send it.");
    }

    @Test
    void theButtonStaysWhereItIsWhileItIsPressed() {
        tab.choose("short", "other");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Use at least 15 characters.");
    }

    @Test
    void lengthIsCountedInCharactersAsTheServerDoes() {
        password.fill("🌱🌲🌳🌴");
        assertThat(page.locator("#strength")).containsText("At least 11 more characters");
    }

    @Test
    void entriesThatDifferAreToldOnTheSpot() {
        Locator reason = page.locator("#again-reason");
        password.fill(NEW_PASSWORD);
        again.fill("eleven green umbrell");
        assertThat(reason).isEmpty();
        again.blur();
        assertThat(reason).hasText("The two entries are not the same.");
        assertThat(again).hasAttribute("aria-invalid", "true");
        assertThat(again).hasAttribute("aria-describedby", "again-reason");
        again.fill(NEW_PASSWORD);
        assertThat(reason).isEmpty();
        password.fill(NEW_PASSWORD + "!");
        assertThat(reason).hasText("The two entries are not the same.");
    }

    @Test
    void reasonsAreToldAboveAndAtTheirFields() {
        tab.choose("short", "other");
        Locator summary = page.getByRole(AriaRole.ALERT);
        assertThat(summary).isFocused();
        assertThat(page).hasTitle("Error: Choose a new password – Larkspur Books");
        assertThat(password).hasAccessibleDescription("Use at least 15 characters. " + rules());
        assertThat(again).hasAccessibleDescription("The two entries are not the same.");
        assertThat(password).hasAttribute("aria-invalid", "true");
        assertThat(password).isEmpty();

        summary.getByText("The two entries are not the same.").click();
        assertThat(again).isFocused();

        password.fill(NEW_PASSWORD);
        again.fill("something else that is long");
        tab.send();
        assertThat(password).not().hasAttribute("aria-invalid", "true");
        assertThat(password).hasAccessibleDescription(rules());
        assertThat(again).hasAttribute("aria-invalid", "true");
    }

    @Test
    void theOwnNameIsRefusedInTheLanguageOfThePage() {
        Tab german = chromium.newScriptedTab("de");
        german.open(site.resetLink(1));
        german.choose("alma alma alma alma", "alma alma alma alma");
        assertThat(german.page().getByRole(AriaRole.ALERT)).containsText("besteht aus Ihrem Namen");
    }

    @Test
    void passwordManagersKnowTheirFields() {
        for (Locator field : List.of(password, again)) {
            assertThat(field).hasAttribute("autocomplete", "new-password");
            assertThat(field).not().hasAttribute("maxlength", Pattern.compile(".*"));
        }
        Locator account = page.locator("[autocomplete=username]");
        assertThat(account).hasValue(ALMA.name());
        assertThat(account).not().isEditable();
    }

    @Test
    void aPasswordIsPasted() {
        again.fill(NEW_PASSWORD);
        button("Show this password").last().click();
        again.selectText();
        again.press("Control+c");
        password.press("Control+v");
        assertThat(password).hasValue(NEW_PASSWORD);
        tab.send();
        tab.shows("Your password is changed");
    }

    @Test
    void theLanguageIsSwitchedAtTheFootOfThePage() {
        String form = page.url();
        button("Deutsch").click();
        tab.shows("Neues Passwort wählen");
        assertThat(page).hasURL(form);
        assertThat(page.locator("html")).hasAttribute("lang", "de");
        tab.choose(NEW_PASSWORD, NEW_PASSWORD);
        tab.shows("Ihr Passwort ist geändert");
    }

    @Test
    void withoutItsScriptTheFormOffersNoDeadButton() {
        Tab plain = chromium.newTab();
        plain.open(site.resetLink(1));
        assertThat(plain.page().locator("main button")).hasCount(1);
        plain.choose("short", "other");
        assertThat(plain.page().getByRole(AriaRole.ALERT)).containsText("Use at least 15 characters.");
        plain.choose(NEW_PASSWORD, NEW_PASSWORD);
        plain.shows("Your password is changed");
    }

    private String rules() {
        return page.locator("#rules").textContent();
    }

    private Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }
}
