package dev.resetta.examples.demo.web;

/** Where pages say which addresses are theirs. */
public interface Routes {

    /** Answers GET and HEAD; the handler changes nothing. */
    void get(String path, Handler handler);

    /** Answers POST, once the form is known to be this site's own. */
    void post(String path, Handler handler);

    /** Answers one request. */
    @FunctionalInterface
    interface Handler {
        void handle(Visit visit);
    }
}
