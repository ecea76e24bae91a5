package dev.portcullis.cli.help;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Lays out the help: paragraphs that fit the terminal, and the commands of the first page in groups. */
public final class CommandPages {
    private static final int INDENT = 2;
    private static final int NAME_WIDTH = 15;
    /** In the order of a gateway's life. A test asks that every command has its place. */
    private static final Map<String, List<String>> GROUPS = groups();

    private CommandPages() {}

    private static Map<String, List<String>> groups() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        groups.put("Begin:", List.of("init", "doctor", "try", "plan"));
        groups.put("Callers:", List.of("connect", "forward", "client", "clients", "keys", "models", "smoke"));
        groups.put(
                "Every day:",
                List.of("status", "start", "stop", "spend", "monitor", "logs", "shell", "incident", "breaker"));
        groups.put("Changes:", List.of("upgrade", "launch-check", "rollback", "restore", "destroy"));
        groups.put("The project itself:", List.of("components", "boot-test", "plan-comment", "completion", "help"));
        return groups;
    }

    /** Prepares the pages of the whole tree for a terminal of this width. */
    public static void apply(CommandLine root, int width) {
        reflow(root, width);
        root.getHelpSectionMap()
                .put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, help -> grouped(help, root.getCommandSpec(), width));
    }

    /** The sentence that stands beside the command's name in the list of its parent. */
    static String sentence(CommandSpec command) {
        String[] paragraphs = command.usageMessage().description();
        return paragraphs.length == 0 ? "" : paragraphs[0];
    }

    /** Sources break paragraphs at their own width; the terminal breaks them at its own. */
    private static void reflow(CommandLine command, int width) {
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        usage.width(width);
        usage.description(paragraphs(usage.description()));
        command.getSubcommands().values().forEach(child -> reflow(child, width));
    }

    private static String[] paragraphs(String[] lines) {
        List<String> paragraphs = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        for (String line : lines) {
            if (line.isEmpty()) {
                paragraphs.add(current.toString());
                paragraphs.add("");
                current.setLength(0);
            } else {
                current.append(current.isEmpty() ? "" : " ").append(line.strip());
            }
        }
        if (!current.isEmpty()) {
            paragraphs.add(current.toString());
        }
        return paragraphs.toArray(String[]::new);
    }

    private static String grouped(Help help, CommandSpec root, int width) {
        Map<String, CommandLine> left = new LinkedHashMap<>(root.subcommands());
        left.values()
                .removeIf(command -> command.getCommandSpec().usageMessage().hidden());
        StringBuilder text = new StringBuilder();
        GROUPS.forEach((title, names) -> append(text, help, title, present(left, names), width));
        append(text, help, "More:", left, width);
        return text.toString();
    }

    private static Map<String, CommandLine> present(Map<String, CommandLine> left, List<String> names) {
        Map<String, CommandLine> found = new LinkedHashMap<>();
        for (String name : names) {
            CommandLine command = left.remove(name);
            if (command != null) {
                found.put(name, command);
            }
        }
        return found;
    }

    private static void append(
            StringBuilder text, Help help, String title, Map<String, CommandLine> commands, int width) {
        if (commands.isEmpty()) {
            return;
        }
        TextTable table = TextTable.forColumns(
                help.colorScheme(),
                new Column(NAME_WIDTH, INDENT, Overflow.SPAN),
                new Column(width - NAME_WIDTH, 0, Overflow.WRAP));
        commands.forEach((name, command) -> table.addRowValues(
                help.colorScheme().commandText(name).toString(), sentence(command.getCommandSpec())));
        text.append(help.colorScheme().text("@|bold " + title + "|@"))
                .append('\n')
                .append(table);
    }

    /** Commands that have no place in a group; the first page shows them last. */
    static Set<String> withoutGroup(CommandSpec root) {
        Set<String> placed = GROUPS.values().stream().flatMap(List::stream).collect(Collectors.toSet());
        Set<String> missing = new LinkedHashSet<>();
        root.subcommands().forEach((name, command) -> {
            if (!placed.contains(name)
                    && !command.getCommandSpec().usageMessage().hidden()) {
                missing.add(name);
            }
        });
        return missing;
    }
}
