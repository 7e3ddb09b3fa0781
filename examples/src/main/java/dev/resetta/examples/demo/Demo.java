package dev.resetta.examples.demo;

import dev.resetta.examples.demo.DemoOptions.UnusableOptionException;
import java.io.IOException;
import java.net.BindException;
import java.net.SocketException;
import java.nio.channels.ServerSocketChannel;
import java.time.Clock;
import java.time.ZoneId;

/** Starts the demo, says how to use it, and runs until it is told to stop. */
public final class Demo {
    private static final int DOES_NOT_WORK = 1;
    private static final int UNUSABLE_OPTION = 2;

    private Demo() {}

    /**
     * Runs the demo.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) throws IOException {
        try {
            DemoOptions options = DemoOptions.parse(arguments, System.getenv());
            if (options.wantsHelp()) {
                System.out.print(DemoOptions.HELP);
            } else {
                start(options);
            }
        } catch (UnusableOptionException e) {
            fail(e.sentence(), UNUSABLE_OPTION);
        }
    }

    private static void start(DemoOptions options) throws IOException {
        // The port comes first: if it is taken nothing has to be undone, and the mails' links need its number.
        ServerSocketChannel door;
        try {
            door = Door.open(options.port());
        } catch (BindException e) {
            fail(
                    "Port " + options.port()
                            + " is taken; stop what listens there, or choose another one with --port or RESETTA_PORT.",
                    DOES_NOT_WORK);
            return;
        } catch (SocketException e) {
            fail("Port " + options.port() + " cannot be opened: " + e.getMessage() + ".", DOES_NOT_WORK);
            return;
        }
        ShopDatabase database = ShopDatabase.open(options.database());
        DemoSite site;
        try {
            site = DemoSite.start(options, door, database.dataSource(), Clock.system(ZoneId.systemDefault()));
        } catch (RuntimeException e) {
            database.close();
            // Some of it runs already, and would keep the process alive.
            fail("The demo cannot start: " + e.getMessage(), DOES_NOT_WORK);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(site, database), "demo-end"));
        System.out.println(Greeting.of(site, database.address(), options));
    }

    private static void end(DemoSite site, ShopDatabase database) {
        try (database) {
            site.close();
        }
    }

    private static void fail(String sentence, int exitCode) {
        System.err.println(sentence);
        System.exit(exitCode);
    }
}
