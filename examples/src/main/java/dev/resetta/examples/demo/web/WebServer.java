package dev.resetta.examples.demo.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands requests to pages, and gives every answer the headers that keep a browser on the safe side. */
public final class WebServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
    private static final long LARGEST_FORM_BYTES = 64 * 1024;

    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self';"
                    + " frame-ancestors 'none'; base-uri 'none'";

    /** What pages load, with the type a browser is told. */
    private static final Map<String, String> ASSETS = Map.of(
            "larkspur.css", "text/css; charset=utf-8",
            "larkspur.svg", "image/svg+xml",
            "password.js", "text/javascript; charset=utf-8");

    private final Templates templates;
    private final Csrf csrf;
    private final boolean isHttps;
    private final ClientAddresses clients;
    private final List<Pages> pages;
    private final Javalin javalin;

    /**
     * Describes a server.
     *
     * @param door where people come in
     * @param isHttps whether browsers see https, so that they send cookies over nothing else
     * @param clients which proxies are believed about where people come from
     * @param pages everything that is served beside what pages load
     */
    public WebServer(
            ServerSocketChannel door,
            Templates templates,
            Csrf csrf,
            boolean isHttps,
            ClientAddresses clients,
            List<Pages> pages) {
        this.templates = templates;
        this.csrf = csrf;
        this.isHttps = isHttps;
        this.clients = clients;
        this.pages = pages;
        this.javalin = Javalin.create(config -> configure(config, door));
    }

    public void start() {
        javalin.start();
    }

    @Override
    public void close() {
        javalin.stop();
    }

    private void configure(JavalinConfig config, ServerSocketChannel door) {
        config.startup.showJavalinBanner = false;
        config.http.maxRequestSize = LARGEST_FORM_BYTES;
        config.http.prefer405over404 = true;
        config.jetty.addConnector((server, http) -> connector(server, http, door));

        config.routes.before(WebServer::addHeaders);
        pages.forEach(some -> some.addTo(routes(config.routes)));
        config.routes.post(LanguageSwitch.ADDRESS, context -> LanguageSwitch.choose(visit(context)));
        ASSETS.forEach((name, type) -> addAsset(routes(config.routes), name, type));

        ErrorPages errors = new ErrorPages();
        config.routes.exception(
                HttpResponseException.class,
                (e, context) -> errors.show(visit(context), e.getStatus(), context.path()));
        config.routes.exception(Exception.class, (e, context) -> {
            LOG.error("A page failed.", e);
            errors.show(visit(context), 500, context.path());
        });
    }

    private static Connector connector(Server server, HttpConfiguration http, ServerSocketChannel door) {
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        try {
            connector.open(door);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return connector;
    }

    private static void addHeaders(Context context) {
        context.header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        context.header("Referrer-Policy", "no-referrer");
        context.header("Cache-Control", "no-store");
        context.header("X-Content-Type-Options", "nosniff");
    }

    private static void addAsset(Routes routes, String name, String type) {
        String text = Resources.text(name);
        routes.get("/" + name, visit -> visit.send(type, text));
    }

    private Visit visit(Context context) {
        return new Visit(context, templates, csrf, isHttps, clients);
    }

    private Routes routes(RoutesConfig javalinRoutes) {
        return new Routes() {
            @Override
            public void get(String path, Handler handler) {
                javalinRoutes.get(path, context -> handler.handle(visit(context)));
                javalinRoutes.head(path, context -> handler.handle(visit(context)));
            }

            @Override
            public void post(String path, Handler handler) {
                javalinRoutes.post(path, context -> {
                    Visit visit = visit(context);
                    visit.requireOwnForm();
                    handler.handle(visit);
                });
            }
        };
    }
}
