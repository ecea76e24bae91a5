package dev.portcullis.gate.fuzz;

import dev.portcullis.gate.AskedGate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Generates, asks and judges until time is up; ends with 1 when anything was found. Arguments: seconds, seed. */
final class Fuzz {
    /** Inputs of one lane between two looks at what is left behind. */
    private static final int ROUND = 60;

    private static final int LANES = 4;
    private static final long PROGRESS_NS = 5_000_000_000L;
    private static final int MOST_FINDINGS = 40;
    private static final Path CORPUS = Path.of("src/test/resources/fuzz");

    private final AskedGate gate;
    private final long seed;
    private final Map<String, Integer> statuses = new TreeMap<>();
    private final List<String> findings = new ArrayList<>();
    private long asked;

    private Fuzz(AskedGate gate, long seed) {
        this.gate = gate;
        this.seed = seed;
    }

    public static void main(String[] args) throws Exception {
        long seconds = Long.parseLong(args[0]);
        long seed = args.length > 1 && !args[1].isEmpty() ? Long.parseLong(args[1]) : System.currentTimeMillis();
        try (AskedGate gate = AskedGate.start()) {
            Fuzz fuzz = new Fuzz(gate, seed);
            fuzz.run(seconds);
            System.exit(fuzz.findings.isEmpty() ? 0 : 1);
        }
    }

    private void run(long seconds) throws Exception {
        System.out.println("fuzz: " + seconds + " s with seed " + seed + " (again with -Dfuzz.seed=" + seed + ")");
        long began = System.nanoTime();
        long told = began;
        ExecutorService lanes = Executors.newFixedThreadPool(LANES);
        try {
            for (long round = 0; System.nanoTime() - began < seconds * 1_000_000_000L; round++) {
                round(lanes, round);
                if (System.nanoTime() - told > PROGRESS_NS) {
                    told = System.nanoTime();
                    tell((told - began) / 1_000_000_000L, seconds);
                }
                if (findings.size() >= MOST_FINDINGS) {
                    break;
                }
            }
        } finally {
            lanes.shutdownNow();
        }
        tell((System.nanoTime() - began) / 1_000_000_000L, seconds);
        findings.forEach(finding -> System.out.println("fuzz: found " + finding));
    }

    private void tell(long passed, long seconds) {
        Runtime runtime = Runtime.getRuntime();
        System.out.printf(
                "fuzz: %d s of %d, %d requests, %d found, heap %d MiB, answers %s%n",
                passed,
                seconds,
                asked,
                findings.size(),
                (runtime.totalMemory() - runtime.freeMemory()) >> 20,
                statuses);
    }

    private void round(ExecutorService lanes, long round) throws InterruptedException, ExecutionException, IOException {
        List<Future<?>> running = new ArrayList<>();
        for (int lane = 0; lane < LANES; lane++) {
            Random random = new Random(seed * 1_000_003 + round * LANES + lane);
            running.add(lanes.submit(() -> {
                for (int i = 0; i < ROUND; i++) {
                    ask(input(random));
                }
                return null;
            }));
        }
        for (Future<?> lane : running) {
            lane.get();
        }
        String left = gate.leftBehind();
        if (!left.isEmpty()) {
            findings.add("round " + round + " left behind: " + left);
        }
        for (String fault : gate.faults()) {
            findings.add("round " + round + " logged: " + fault);
        }
    }

    private static FuzzInput input(Random random) {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> RawRequests.make(random);
            case 3 -> Posts.form(random);
            default -> JsonBodies.make(random);
        };
    }

    private void ask(FuzzInput input) throws IOException {
        WireAnswers answered = Asking.ask(gate, input);
        Optional<String> wrong = Oracle.wrong(input, answered);
        synchronized (this) {
            asked++;
            answered.answers().forEach(answer -> statuses.merge(Integer.toString(answer.status()), 1, Integer::sum));
            if (wrong.isPresent()) {
                findings.add(keep(input) + " (" + input.kind() + "): " + wrong.get());
                System.out.println("fuzz: found " + findings.get(findings.size() - 1));
            }
        }
    }

    /** In the corpus, to be replayed by each build until it is repaired and after that. */
    private static Path keep(FuzzInput input) throws IOException {
        String name = Integer.toHexString(Arrays.hashCode(input.bytes()));
        Files.createDirectories(CORPUS);
        return Files.writeString(
                CORPUS.resolve("found-" + name + ".txt"), new CorpusFile(input, 0).text(), StandardCharsets.US_ASCII);
    }
}
