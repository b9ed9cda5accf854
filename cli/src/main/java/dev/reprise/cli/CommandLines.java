package dev.reprise.cli;

import dev.reprise.cli.terminal.CommandFailure;
import dev.reprise.cli.terminal.Terminal;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Builds the command line: what its errors look like and which exit code they have. */
final class CommandLines {
    private CommandLines() {}

    static CommandLine reprise() {
        return reprise(Terminal.system());
    }

    static CommandLine reprise(Terminal terminal) {
        return new CommandLine(new RepriseCommand(), new TerminalFactory(terminal))
                .setOut(terminal.out())
                .setErr(terminal.err())
                .setUsageHelpWidth(100)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(CommandLines::notUnderstood)
                .setExecutionExceptionHandler(CommandLines::failed);
    }

    private static int notUnderstood(ParameterException problem, String[] arguments) {
        var command = problem.getCommandLine();
        var err = command.getErr();
        err.println(problem.getMessage());
        UnmatchedArgumentException.printSuggestions(problem, err);
        err.printf("Try '%s --help'.%n", command.getCommandSpec().qualifiedName());
        return ExitCode.USAGE;
    }

    private static int failed(Exception problem, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (problem instanceof CommandFailure) {
            err.println(problem.getMessage());
        } else {
            err.println("This should not have happened; please report it with these lines:");
            problem.printStackTrace(err);
        }
        return ExitCode.SOFTWARE;
    }
}
