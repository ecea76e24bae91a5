package dev.portcullis.cli.terminal;

import picocli.CommandLine.Option;

/** What every command understands. */
public abstract class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;
}
