package dev.resetta.examples.commandline;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in a sentence what went wrong, without a secret, and with which exit code the command ends. */
record Troubles(Secrets secrets) {
    static final int FAILED = 1;
    static final int UNUSABLE = 2;
    static final int NOTHING_DONE = 3;

    private static final int LONGEST = 300;

    /** H2 names the statement and its own version behind what it says. */
    private static final Pattern NOISE = Pattern.compile("(; SQL statement:)? ?(\\[[0-9-]+])?$");

    /** What was typed cannot be used. */
    int unusable(ParameterException e, String[] arguments) {
        CommandLine line = e.getCommandLine();
        String sentence = e instanceof UnmatchedArgumentException unmatched
                ? unmatched(unmatched.getUnmatched(), line.getSubcommands().keySet())
                : String.valueOf(e.getMessage());
        say(line, sentence);
        say(line, line.getCommandSpec().qualifiedName() + " --help lists the options.");
        return UNUSABLE;
    }

    /** The work failed, or there was nothing to do. */
    int failed(Exception e, CommandLine line, ParseResult parsed) {
        if (line.getParseResult().hasMatchedOption("--verbose")) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            line.getErr().print(secrets.withheld(trace.toString()));
        }
        if (e instanceof NothingDoneException) {
            say(line, String.valueOf(e.getMessage()));
            return NOTHING_DONE;
        }
        if (e instanceof UnusableSettingException) {
            say(line, String.valueOf(e.getMessage()));
            return UNUSABLE;
        }
        say(line, e instanceof FailedException ? String.valueOf(e.getMessage()) : sentence(e));
        return FAILED;
    }

    /** What was typed is not repeated beyond the name of an option, because it may be a secret. */
    private static String unmatched(List<String> words, Set<String> commands) {
        String first = words.get(0);
        String name = first.split("=", 2)[0];
        String lower = name.toLowerCase(Locale.ROOT);
        if (!name.startsWith("-") || name.length() < 2) {
            return "There is a word too many"
                    + (commands.isEmpty() ? "." : "; the commands are " + String.join(", ", commands) + ".");
        }
        if (lower.contains("password") || lower.equals("--key")) {
            return "A secret on the command line is seen by everybody on this machine: put it into the environment or"
                    + " into a file, RESETTA_DB_PASSWORD or RESETTA_DB_PASSWORD_FILE, RESETTA_KEY or RESETTA_KEY_FILE.";
        }
        // Behind one letter a value may follow at once: -psecret.
        return "There is no option " + Printer.printable(name.startsWith("--") ? name : name.substring(0, 2)) + ".";
    }

    private static String sentence(Exception e) {
        Throwable root = e;
        SQLException database = null;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            database = cause instanceof SQLException error ? error : database;
            root = cause;
        }
        String said = ended(firstLine(database == null ? root : database));
        if (e.getClass().getName().startsWith("com.zaxxer.")) {
            return "The database cannot be reached: " + said;
        }
        String state = database == null || database.getSQLState() == null ? "" : database.getSQLState();
        return (database == null || database == e ? "" : firstLine(e) + ": ")
                + said
                + (state.startsWith("42") ? hint(said) : "");
    }

    private static String ended(String sentence) {
        return sentence.endsWith(".") ? sentence : sentence + ".";
    }

    private static String hint(String said) {
        return said.toLowerCase(Locale.ROOT).contains("_slot")
                        || said.toLowerCase(Locale.ROOT).contains("_token")
                ? " `reset-link schema <database>` prints what creates the tables of the links."
                : " --accounts, --columns and --where say which table and columns to read, with --name-column,"
                        + " --locale-column and --stamp-column.";
    }

    private static String firstLine(Throwable thrown) {
        String message = thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
        String line = NOISE.matcher(message.lines().findFirst().orElse("")).replaceFirst("");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }

    private void say(CommandLine line, String sentence) {
        line.getErr().println(secrets.withheld(sentence));
    }
}
