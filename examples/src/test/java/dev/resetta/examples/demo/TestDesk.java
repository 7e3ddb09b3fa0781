package dev.resetta.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.examples.demo.desk.Operators;
import dev.resetta.examples.demo.shop.DemoAccounts.Person;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An operator at the support desk.
 *
 * @param browser where the operator is signed in
 */
record TestDesk(TestBrowser browser) {
    private static final Pattern LINK = Pattern.compile("value=\"(https?://[^\"]+/reset\\?token[^\"]+)\"");
    private static final Pattern LINK_ID = Pattern.compile("name=\"link\" value=\"([0-9a-f]+)\"");

    static TestDesk signedIn(TestSite site) {
        return new TestDesk(site.browser()).signIn();
    }

    TestDesk signIn() {
        TestBrowser.Answer answer = signIn(Operators.DORA, TestSite.DESK_PASSWORD);
        assertThat(answer.path()).isEqualTo("/desk");
        return this;
    }

    TestBrowser.Answer signIn(String name, String password) {
        return browser.get("/desk/sign-in").send("name", name, "password", password);
    }

    TestBrowser.Answer find(String typed) {
        return act("/desk/find", "who", typed);
    }

    TestBrowser.Answer account(Person person) {
        TestBrowser.Answer page = find(person.email());
        assertThat(page.path()).startsWith("/desk/accounts/");
        return page;
    }

    /** Does one thing for an account, and goes wherever that leads. */
    TestBrowser.Answer act(Person person, String act, String... fields) {
        return browser.follow(actOnly(person, act, fields));
    }

    /** Does one thing for an account. */
    TestBrowser.Answer actOnly(Person person, String act, String... fields) {
        return post(account(person).path() + act, fields);
    }

    TestBrowser.Answer act(String address, String... fields) {
        return browser.follow(post(address, fields));
    }

    /** The events of everybody, as the desk shows them. */
    String events() {
        return browser.get("/desk/events").body();
    }

    String eventsOf(Person person) {
        return browser.get(account(person).path() + "/events").body();
    }

    /** The ids of the links that an account has, the newest first. */
    List<String> linkIds(Person person) {
        return LINK_ID.matcher(account(person).body())
                .results()
                .map(id -> id.group(1))
                .toList();
    }

    /** The link that a page shows. */
    String linkIn(TestBrowser.Answer page) {
        Matcher link = LINK.matcher(page.body());
        assertThat(link.find()).as("a link is shown in %s", page.body()).isTrue();
        return link.group(1).replace("&#x3D;", "=");
    }

    static String tokenOf(String link) {
        return link.substring(link.indexOf('=') + 1);
    }

    private TestBrowser.Answer post(String address, String... fields) {
        String form = TestBrowser.encode("form", browser.get("/desk").csrfField());
        return browser.post(address, fields.length == 0 ? form : form + "&" + TestBrowser.encode(fields));
    }
}
