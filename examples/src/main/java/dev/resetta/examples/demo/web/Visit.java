package dev.resetta.examples.demo.web;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** One request and its answer. */
public final class Visit {
    private static final String CSRF_COOKIE = "form";
    private static final String CSRF_FIELD = "form";
    private static final List<String> PROXY_HEADERS =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via");

    private final Context context;
    private final Templates templates;
    private final Csrf csrf;
    private final boolean isHttps;
    private final ClientAddresses clients;

    Visit(Context context, Templates templates, Csrf csrf, boolean isHttps, ClientAddresses clients) {
        this.context = context;
        this.templates = templates;
        this.csrf = csrf;
        this.isHttps = isHttps;
        this.clients = clients;
    }

    /** A form field that has to be there once: twice would be a riddle which one is meant. */
    public String field(String name) {
        return exactlyOne(name, context.formParams(name));
    }

    /** A value of the query that has to be there once. */
    public String query(String name) {
        return exactlyOne(name, context.queryParams(name));
    }

    /** A part of the path. */
    public String path(String name) {
        return context.pathParam(name);
    }

    /** A cookie of the whole site. */
    public Optional<String> cookie(String name) {
        return cookie(name, "/");
    }

    /** A cookie of the pages below a path. */
    public Optional<String> cookie(String name, String path) {
        return Optional.ofNullable(context.cookie(Cookie.nameInBrowser(name, path, isHttps)));
    }

    public void set(Cookie cookie) {
        context.res().addHeader("Set-Cookie", cookie.header(isHttps));
    }

    /** The address the request comes from; headers about it are anybody's claim, unless a trusted proxy made them. */
    public String clientAddress() {
        List<String> forwardedFor = Collections.list(context.req().getHeaders("X-Forwarded-For"));
        return clients.of(context.req().getRemoteAddr(), forwardedFor);
    }

    /** The name by which the browser calls this server, without a port. */
    public String hostName() {
        return context.req().getServerName();
    }

    public Optional<String> userAgent() {
        return Optional.ofNullable(context.userAgent());
    }

    /** The language the person chose; otherwise the one the browser likes best. */
    public Language language() {
        return LanguageSwitch.chosen(this).orElseGet(() -> Language.bestFor(acceptedLanguages()));
    }

    /** Whether a proxy says that it hands this on. */
    public boolean isThroughProxy() {
        return PROXY_HEADERS.stream().anyMatch(name -> context.header(name) != null);
    }

    /** Whether only the headers of the answer are wanted. */
    public boolean isHead() {
        return context.method().equals(HandlerType.HEAD);
    }

    /** Whether the browser says that another site made it send this; old browsers say nothing. */
    boolean isFromAnotherSite() {
        String origin = context.header("Sec-Fetch-Site");
        return origin != null && !origin.equals("same-origin");
    }

    /** Refuses forms that are not this site's own. */
    void requireOwnForm() {
        List<String> fields = context.formParams(CSRF_FIELD);
        boolean isOwn = !isFromAnotherSite()
                && fields.size() == 1
                && cookie(CSRF_COOKIE)
                        .filter(cookie -> csrf.fits(cookie, fields.get(0)))
                        .isPresent();
        if (!isOwn) {
            throw new ForbiddenResponse();
        }
    }

    public void show(Page page) {
        String cookie = cookie(CSRF_COOKIE).filter(value -> !value.isEmpty()).orElseGet(this::newCsrfCookie);
        context.status(page.status());
        sendHtml(templates.html(page, language(), context.path(), csrf.fieldFor(cookie)));
    }

    /** Sends the browser elsewhere, with GET. */
    public void goTo(String path) {
        context.redirect(path, HttpStatus.SEE_OTHER);
    }

    public void header(String name, String value) {
        context.header(name, value);
    }

    /** Sends a document as it is. */
    public void sendHtml(String html) {
        send("text/html; charset=utf-8", html);
    }

    void send(String contentType, String text) {
        context.contentType(contentType).result(text);
    }

    public void sendStyleSheet(String css) {
        context.contentType("text/css; charset=utf-8").result(css);
    }

    private String newCsrfCookie() {
        String value = csrf.newCookie();
        set(Cookie.whileOpen(CSRF_COOKIE, value));
        return value;
    }

    private static String exactlyOne(String name, List<String> values) {
        if (values.size() != 1) {
            throw new BadRequestResponse("'" + name + "' has to be sent once.");
        }
        return values.get(0);
    }

    private String acceptedLanguages() {
        return Optional.ofNullable(context.header("Accept-Language")).orElse("");
    }
}
