package dev.portcullis.bench;

import dev.portcullis.docs.GeneratedBlock;
import java.nio.file.Files;
import java.nio.file.Path;

/** All benchmarks, one after the other; some minutes. The only argument says whether the table of docs/performance.md is renewed. */
final class Bench {
    private Bench() {}

    public static void main(String[] args) throws Exception {
        boolean write = args.length == 1 && Boolean.parseBoolean(args[0]);
        Path project = Path.of("").toAbsolutePath();
        Path folder = Files.createDirectories(project.resolve("target/bench"));
        Report report = new Report();
        try (Postgres postgres = Postgres.start();
                Team team = new Team();
                Stub stub = new Stub()) {
            Ledger ledger = Ledger.in(postgres);
            try (ledger) {
                Pace.measure(report, ledger);
                report.about("one call at a time, in PostgreSQL");
                Steps.measure(report, ledger);
                try (LiteLlmAndEdge behind = LiteLlmAndEdge.start(folder.resolve("litellm"), project, postgres);
                        PackedGate gate = PackedGate.start(
                                project,
                                folder.resolve("gate"),
                                new PackedGate.Facts(
                                        stub.port(), "sk-stub-0123456789abcdef", team.access(), postgres))) {
                    Target target = new Target(gate.port(), team.credentials(ledger.key()));
                    Added.measure(report, stub.direct(), target);
                    Throughput.measure(report, target, behind.litellm());
                    FirstByte.measure(report, behind, ledger);
                    OpenStreams.measure(report, gate, target, stub);
                    LongBodies.measure(report, gate, target);
                }
            }
        }
        System.out.println(report.text());
        if (write) {
            new GeneratedBlock(project.resolve("docs/performance.md"), "bench").write(report.markdown());
        }
    }
}
