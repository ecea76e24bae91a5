package dev.portcullis.cli.plan;

import dev.portcullis.cli.terminal.HelpOption;
import dev.portcullis.difference.Difference;
import dev.portcullis.difference.DifferenceComment;
import dev.portcullis.difference.PlanDocument;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the comment for a pull request from two plans that others made; runs nothing of theirs. */
@Command(
        name = "plan-comment",
        description = {
            "Prints the changes between two plans for a pull request.",
            "",
            "The output is a comment. It reads JSON files and runs no code of",
            "the branch: this is for the job that may write comments. The files are checked before they are used, and",
            "all their text is escaped. The first line is a marker by which the comment is found again."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the comment is printed", "2:a file is no plan"},
        footerHeading = "%nExamples:%n",
        footer = {"  ./portcullis plan-comment --base base.json --head head.json > comment.md"})
public final class PlanCommentCommand extends HelpOption implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--base", paramLabel = "FILE", required = true, description = "The output of plan --json before.")
    private Path base;

    @Option(names = "--head", paramLabel = "FILE", required = true, description = "Its output on the branch.")
    private Path head;

    @Override
    public Integer call() {
        PlanDocument before = PlanDocument.read(base);
        PlanDocument after = PlanDocument.read(head);
        PrintWriter out = spec.commandLine().getOut();
        out.print(DifferenceComment.of(Difference.between(before, after)));
        out.flush();
        return 0;
    }
}
