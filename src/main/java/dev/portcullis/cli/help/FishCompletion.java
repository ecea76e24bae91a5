package dev.portcullis.cli.help;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The completion script of fish, for which picocli has no generator. */
final class FishCompletion {
    /** The words without the options; `at` compares all of them, `in` those at the beginning. */
    private static final String HEAD = """
            # Completes the command line of Portcullis in fish.
            function __portcullis_words
                set -l words (commandline -opc)
                set -e words[1]
                for word in $words
                    string match -q -- '-*' $word; or echo $word
                end
            end
            function __portcullis_at
                set -l words (__portcullis_words)
                test "$words" = "$argv"
            end
            function __portcullis_in
                set -l words (__portcullis_words)
                set -l count (count $argv)
                test (count $words) -ge $count; and test "$words[1..$count]" = "$argv"
            end
            complete -c portcullis -f
            """;

    private final CommandSpec root;
    private final StringBuilder text = new StringBuilder(HEAD);

    FishCompletion(CommandSpec root) {
        this.root = root;
    }

    String script() {
        add(root, List.of());
        return text.toString();
    }

    private void add(CommandSpec command, List<String> path) {
        String words = String.join(" ", path);
        String at = "'__portcullis_at " + words + "'";
        String in = path.isEmpty() ? at : "'__portcullis_in " + words + "'";
        for (OptionSpec option : command.options()) {
            if (!option.hidden()) {
                line(in, options(option), values(option), first(option.description()));
            }
        }
        for (PositionalParamSpec parameter : command.positionalParameters()) {
            String candidates = candidates(parameter);
            if (!candidates.isEmpty()) {
                line(in, "", " -a " + quote(candidates), first(parameter.description()));
            }
        }
        for (var entry : command.subcommands().entrySet()) {
            CommandSpec child = entry.getValue().getCommandSpec();
            if (!child.usageMessage().hidden()) {
                line(at, "", " -a " + entry.getKey(), CommandPages.sentence(child));
                List<String> deeper = new ArrayList<>(path);
                deeper.add(entry.getKey());
                add(child, deeper);
            }
        }
    }

    private void line(String condition, String options, String values, String about) {
        text.append("complete -c portcullis -n ")
                .append(condition)
                .append(options)
                .append(values)
                .append(about.isEmpty() ? "" : " -d " + quote(about))
                .append('\n');
    }

    private static String options(OptionSpec option) {
        StringBuilder names = new StringBuilder();
        for (String name : option.names()) {
            names.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        return names.toString();
    }

    private static String values(OptionSpec option) {
        if (option.arity().max() == 0) {
            return "";
        }
        String candidates = candidates(option);
        if (!candidates.isEmpty()) {
            return " -x -a " + quote(candidates);
        }
        return option.paramLabel().contains("FILE") ? " -r -F" : " -x";
    }

    private static String candidates(ArgSpec argument) {
        @Nullable Iterable<String> candidates = argument.completionCandidates();
        if (candidates == null) {
            return "";
        }
        return StreamSupport.stream(candidates.spliterator(), false)
                .map(candidate -> argument.type().isEnum() ? candidate.toLowerCase(Locale.ROOT) : candidate)
                .collect(Collectors.joining(" "));
    }

    private static String first(String[] lines) {
        return lines.length == 0 ? "" : lines[0];
    }

    private static String quote(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
