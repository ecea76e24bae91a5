package dev.portcullis.cli.help;

import dev.portcullis.cli.terminal.HelpOption;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a script that makes a shell complete the words of this command line. */
@Command(
        name = "completion",
        description = {
            "Prints the completion script of bash, zsh or fish.",
            "",
            "The shell then completes commands and options after ./portcullis, and after portcullis if it is on PATH.",
            "Load the script in the shell's own start file to keep it."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(./portcullis completion bash)        in bash, or in ~/.bashrc",
            "  source <(./portcullis completion zsh)         in zsh, or in ~/.zshrc",
            "  ./portcullis completion fish | source         in fish"
        })
public final class CompletionCommand extends HelpOption implements Callable<Integer> {
    /** The shells that are served. */
    enum Shell {
        BASH,
        ZSH,
        FISH
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
    private Shell shell = Shell.BASH;

    @Override
    public Integer call() {
        String name = spec.root().name();
        spec.commandLine()
                .getOut()
                .print(
                        shell == Shell.FISH
                                ? new FishCompletion(spec.root()).script()
                                : AutoComplete.bash(name, spec.root().commandLine()));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
