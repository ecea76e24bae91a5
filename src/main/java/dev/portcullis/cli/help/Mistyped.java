package dev.portcullis.cli.help;

import dev.portcullis.input.BadInput;
import dev.portcullis.input.Problem;
import dev.portcullis.input.Suggestion;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Answers a command line that cannot be understood: the mistake, and the word that was likely meant. */
public final class Mistyped implements IParameterExceptionHandler {
    private static final int BAD_INPUT = 2;

    @Override
    public int handleParseException(ParameterException exception, String[] arguments) {
        exception.getCommandLine().getErr().println(new BadInput(List.of(problem(exception))).getMessage());
        return BAD_INPUT;
    }

    private static Problem problem(ParameterException exception) {
        CommandSpec command = exception.getCommandLine().getCommandSpec();
        if (exception instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unknown(command, unmatched.getUnmatched().get(0));
        }
        if (exception instanceof MissingParameterException missing) {
            return missing(command, missing);
        }
        ArgSpec argument = exception.getArgSpec();
        if ((argument != null && exception.getCause() instanceof TypeConversionException) || isConversion(exception)) {
            return wrongValue(command, exception);
        }
        return Problem.plain(command.qualifiedName(), String.valueOf(exception.getMessage()), see(command));
    }

    private static boolean isConversion(ParameterException exception) {
        return exception.getArgSpec() != null && exception.getValue() != null;
    }

    private static Problem unknown(CommandSpec command, String word) {
        if (word.startsWith("-")) {
            String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            return Problem.plain(
                    command.qualifiedName(),
                    "it has no option '" + name + "'",
                    nearest(name, optionNames(command)).orElse(see(command)));
        }
        List<String> commands = commandNames(command);
        if (commands.isEmpty()) {
            return Problem.plain(command.qualifiedName(), "it takes no '" + word + "'", see(command));
        }
        return new Problem(
                command.qualifiedName(),
                "a command",
                "'" + word + "'",
                nearest(word, commands).orElse(see(command)));
    }

    private static Problem missing(CommandSpec command, MissingParameterException exception) {
        List<ArgSpec> missing = exception.getMissing();
        if (missing.isEmpty()) {
            return Problem.plain(command.qualifiedName(), String.valueOf(exception.getMessage()), see(command));
        }
        ArgSpec first = missing.get(0);
        if (first instanceof OptionSpec
                && String.valueOf(exception.getMessage()).contains("parameter for option")) {
            return new Problem(named(first), first.paramLabel(), "nothing", see(command));
        }
        boolean isChoice = first.group() != null && first.group().exclusive();
        List<String> names = missing.stream().map(Mistyped::named).toList();
        return new Problem(
                command.qualifiedName(), listed(names, isChoice ? " or " : " and "), "nothing", see(command));
    }

    private static String listed(List<String> names, String last) {
        int end = names.size() - 1;
        return end == 0 ? names.get(0) : String.join(", ", names.subList(0, end)) + last + names.get(end);
    }

    private static Problem wrongValue(CommandSpec command, ParameterException exception) {
        ArgSpec argument = exception.getArgSpec();
        return new Problem(named(argument), form(argument), "'" + exception.getValue() + "'", see(command));
    }

    private static String form(ArgSpec argument) {
        Class<?> type = argument.type();
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "));
        }
        return Path.class.isAssignableFrom(type) ? "a file" : argument.paramLabel();
    }

    private static String named(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static Optional<String> nearest(String word, List<String> known) {
        return Suggestion.nearest(word, known).map(meant -> "Did you mean '" + meant + "'?");
    }

    private static List<String> optionNames(CommandSpec command) {
        return command.options().stream()
                .filter(option -> !option.hidden())
                .flatMap(option -> Arrays.stream(option.names()))
                .toList();
    }

    private static List<String> commandNames(CommandSpec command) {
        return command.subcommands().entrySet().stream()
                .filter(entry ->
                        !entry.getValue().getCommandSpec().usageMessage().hidden())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String see(CommandSpec command) {
        CommandLine parsed = command.commandLine();
        return "See ./" + (parsed == null ? command.name() : command.qualifiedName()) + " --help";
    }
}
