package dev.portcullis.cli.keys;

import picocli.CommandLine.Command;

/** This month's spend by client. */
@Command(
        name = "clients",
        description = "Shows the cost of this month's calls by client, the highest first.",
        footer = {"  ./portcullis spend clients", "  ./portcullis spend clients --stack prod --csv"})
final class SpendClientsCommand extends SpendView {
    @Override
    protected int ask(AdminClient gateway) {
        return spend(gateway, "client", "");
    }
}
