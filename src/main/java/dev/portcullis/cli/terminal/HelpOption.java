package dev.portcullis.cli.terminal;

import picocli.CommandLine.Option;

/** The options that every command has. */
public abstract class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;
}
