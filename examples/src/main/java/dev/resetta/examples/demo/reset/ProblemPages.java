package dev.resetta.examples.demo.reset;

import dev.resetta.LinkProblem;
import dev.resetta.examples.demo.web.Page;
import dev.resetta.examples.demo.web.Visit;

/** What people are told about a link that is not good, and what they can do. */
public final class ProblemPages {
    private static final String A_MINUTE = "60";

    private ProblemPages() {}

    static void show(Visit visit, LinkProblem problem) {
        Page page = page(problem);
        if (page.status() == 429) {
            visit.header("Retry-After", A_MINUTE);
        }
        visit.show(page);
    }

    /** The page of a link that was opened earlier and has done its work, or whose time is over. */
    static Page closed() {
        return problem(
                410,
                "This page is closed",
                "The link behind this page was used or its time is over, or your browser keeps no cookies.",
                "If you still want a new password, open the link in our mail once more, or ask for a new one.");
    }

    private static Page page(LinkProblem problem) {
        return switch (problem) {
            case EXPIRED ->
                problem(
                        410,
                        "This link has expired",
                        "For your safety our links work for a limited time only, and this one’s is over.",
                        "Ask for a new link and open it soon after it arrives.");
            case USED ->
                problem(
                        410,
                        "This link was used already",
                        "Each link changes the password once. If that was you, sign in with your new password.",
                        "If it was not you, ask for a new link now and choose a new password.");
            case REPLACED ->
                problem(
                        410,
                        "There is a newer link",
                        "You asked more than once, and only the link in the latest mail works.",
                        "Look for our latest mail, or ask for another link.");
            case CANCELLED ->
                problem(
                        410,
                        "This link was cancelled",
                        "Somebody pressed “This wasn’t me” in the mail, or our support ended the link.",
                        "If you still want a new password, ask for a new link.");
            case INVALID ->
                problem(
                        404,
                        "This link does not work",
                        "Part of it may be missing: some mail programs break long links in two. Or your password has been"
                                + " changed since.",
                        "Open the link once more by clicking it in the mail, or ask for a new one.");
            case TOO_MANY_ATTEMPTS ->
                problem(
                        429,
                        "Too many attempts",
                        "Too many links that do not work came from your connection. A good link still works.",
                        "Wait ten minutes, or ask for a new link and open that.");
        };
    }

    private static Page problem(int status, String title, String what, String advice) {
        return Page.of("problem", title)
                .with("what", what)
                .with("advice", advice)
                .status(status);
    }
}
