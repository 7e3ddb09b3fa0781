package dev.resetta.examples.commandline;

import java.util.List;
import picocli.CommandLine;

/** Starts the command line. */
public final class ResetLink {
    private ResetLink() {}

    /**
     * Runs one command and ends the process with its exit code.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        // Before anything logs: what goes wrong is said in a sentence, and the log is for those who ask for it.
        System.setProperty("logback.configurationFile", "dev/resetta/examples/commandline/logback.xml");
        System.setProperty("resetta.log", List.of(arguments).contains("--verbose") ? "INFO" : "OFF");
        System.exit(commandLine(Machine.thisOne()).execute(arguments));
    }

    static CommandLine commandLine(Machine machine) {
        CommandLine line = new CommandLine(new ResetLinkCommand(machine))
                .addSubcommand(new ListCommand(machine))
                .addSubcommand(new RevokeCommand(machine))
                .addSubcommand(new PurgeCommand(machine))
                .addSubcommand(new SchemaCommand());
        Troubles troubles = new Troubles(machine.secrets());
        // An argument means what it says: no variables in it, no files of arguments.
        return line.setInterpolateVariables(false)
                .setExpandAtFiles(false)
                .setDefaultValueProvider(new EnvironmentDefaults(machine.environment()))
                .setUsageHelpWidth(100)
                .setExecutionStrategy(ResetLink::runLast)
                .setParameterExceptionHandler(troubles::unusable)
                .setExecutionExceptionHandler(troubles::failed);
    }

    /** What stands before the name of a command belongs to none, and would be ignored without a word. */
    private static int runLast(CommandLine.ParseResult parsed) {
        if (parsed.hasSubcommand() && !parsed.matchedArgs().isEmpty() && !parsed.isUsageHelpRequested()) {
            CommandLine line = parsed.subcommand().commandSpec().commandLine();
            throw new CommandLine.ParameterException(
                    line,
                    "Options and the address come after the command: reset-link " + line.getCommandName() + " ...");
        }
        return new CommandLine.RunLast().execute(parsed);
    }
}
