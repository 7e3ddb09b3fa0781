package dev.resetta.examples.demo;

import dev.resetta.examples.demo.DemoOptions.UnusableOptionException;
import dev.resetta.examples.demo.desk.Operators;
import dev.resetta.examples.demo.shop.DemoAccounts;
import java.net.BindException;
import java.net.SocketException;

/** Starts the demo, says how to use it, and runs until it is told to stop. */
public final class Demo {
    private Demo() {}

    /**
     * Runs the demo.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) throws Exception {
        DemoOptions options;
        try {
            options = DemoOptions.parse(arguments, System.getenv());
        } catch (UnusableOptionException e) {
            fail(e.sentence(), 2);
            return;
        }
        if (options.wantsHelp()) {
            System.out.print(DemoOptions.HELP);
            return;
        }
        try {
            DemoSite site = DemoSite.start(options);
            Runtime.getRuntime().addShutdownHook(new Thread(site::close, "demo-end"));
            System.out.println(greeting(site, options));
        } catch (BindException e) {
            fail(
                    "Port " + options.port() + " is taken; stop what listens there, or choose another one with --port.",
                    1);
        } catch (SocketException e) {
            fail("Port " + options.port() + " cannot be opened: " + e.getMessage() + ".", 1);
        }
    }

    private static String greeting(DemoSite site, DemoOptions options) {
        StringBuilder text = new StringBuilder();
        text.append("ready ").append(site.address()).append(System.lineSeparator());
        for (DemoAccounts.Person person : DemoAccounts.PEOPLE) {
            text.append("  sign in  %-24s password: %s%s%n"
                    .formatted(
                            person.email(), person.password(), person.disabled() ? "   (disabled: never works)" : ""));
        }
        text.append("  inbox    ").append(site.address()).append("/inbox").append(System.lineSeparator());
        text.append("  desk     %s/desk   operator: %s   password: %s%n"
                .formatted(site.address(), Operators.DORA, Operators.DORAS_PASSWORD));
        text.append("  policy   ").append(options.policyName()).append(System.lineSeparator());
        text.append("  Ctrl-C ends it.");
        return text.toString();
    }

    private static void fail(String sentence, int exitCode) {
        System.err.println(sentence);
        System.exit(exitCode);
    }
}
