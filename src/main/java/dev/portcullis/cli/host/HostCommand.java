package dev.portcullis.cli.host;

import dev.portcullis.operate.Status;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command about the host of a deployed gateway, with the caller's own AWS credentials. */
@Command(exitCodeListHeading = "%nExit codes:%n", footerHeading = "%nExamples:%n")
abstract class HostCommand implements Callable<Integer> {
    private final Path project;

    @Spec
    private CommandSpec spec;

    @Mixin
    private HostOptions options = new HostOptions();

    HostCommand(Path project) {
        this.project = project;
    }

    Path project() {
        return project;
    }

    HostOptions options() {
        return options;
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** The stream for progress. */
    PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** Runs the task, and prints the status after it. */
    Status show(HostOptions.HostTask task) throws InterruptedException {
        Status status = options.ask(project, task);
        options.print(out(), status);
        return status;
    }
}
