package dev.portcullis.cli.keys;

import picocli.CommandLine.Command;

/** This month's spend by model. */
@Command(
        name = "models",
        description = "Shows the cost of this month's calls by model, the highest first.",
        footer = {"  ./portcullis spend models", "  ./portcullis spend models --stack prod --csv"})
final class SpendModelsCommand extends SpendView {
    @Override
    protected int ask(AdminClient gateway) {
        return spend(gateway, "model", "");
    }
}
