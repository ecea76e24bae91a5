package dev.portcullis.local.boot;

import dev.portcullis.local.trial.Check;
import dev.portcullis.release.Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What happens to a host in its life, in this order: each leaves it serving for the next. */
final class ChangeChecks {
    private static final Duration UP_AGAIN = Duration.ofMinutes(2);
    private static final Duration APPLY = Duration.ofMinutes(5);
    private static final String GATE = "portcullis-gate.service";
    private static final String LITELLM = "portcullis-litellm.service";

    private final Guest guest;
    private final Stack stack;
    private final Account account;
    private final Callers callers;
    private final Variants variants;
    private final Steps steps;
    private final Disks disks;

    /** What is exchanged while the guest is off. */
    interface Disks {
        void newRoot();

        void newVolume();
    }

    ChangeChecks(
            Guest guest, Stack stack, Account account, Callers callers, Variants variants, Steps steps, Disks disks) {
        this.guest = guest;
        this.stack = stack;
        this.account = account;
        this.callers = callers;
        this.variants = variants;
        this.steps = steps;
        this.disks = disks;
    }

    List<Check> all() {
        return List.of(
                new Check("a reboot brings it back, keys and spend are there", this::reboot),
                new Check("a new client arrives and only the gate restarts", this::newClient),
                new Check("a rotated secret arrives and only who reads it restarts", this::rotated),
                new Check("an upgrade with one more model keeps the data and the old release", this::upgrade),
                new Check("the release before can be had back", this::back),
                new Check("a bundle with a wrong hash is refused", () -> refused("0".repeat(64), -1)),
                new Check("a truncated bundle is refused", this::truncated),
                new Check("a bundle whose gate does not start is rolled back", this::rolledBack),
                new Check("a power cut during traffic loses no ledger", this::powerCut),
                new Check("a power cut during apply is made good", this::powerCutInApply),
                new Check("a new instance with the old volume has keys and spend", this::newInstance),
                new Check("a lost volume comes back from the dump", this::restored));
    }

    private Optional<String> reboot() throws IOException, InterruptedException {
        return survives("reboot to first answer", guest::reboot);
    }

    private Optional<String> powerCut() throws IOException, InterruptedException {
        try (Interruption traffic = Interruption.watch(callers)) {
            Optional<String> problem = survives("power cut to first answer", guest::powerCut);
            steps.add("longest time without an answer around a power cut", traffic.longest());
            return problem;
        }
    }

    private Optional<String> survives(String step, Runnable event) throws IOException, InterruptedException {
        BigDecimal before = spent();
        long started = System.nanoTime();
        event.run();
        callers.askUntilAnswered(Stack.LAPTOP, UP_AGAIN);
        steps.add(step, Duration.ofNanos(System.nanoTime() - started));
        BigDecimal after = spent();
        return after.compareTo(before) >= 0
                ? Optional.empty()
                : Optional.of("spend fell from " + before + " to " + after);
    }

    private Optional<String> newClient() throws IOException, InterruptedException {
        stack.admit(Stack.LATE);
        Optional<String> problem = restartsOnly(GATE);
        callers.makeKey(Stack.LATE);
        return problem.or(() -> answers(Stack.LATE));
    }

    private Optional<String> rotated() {
        stack.rotate("litellm-key");
        return restartsOnly(GATE, LITELLM).or(() -> answers(Stack.LAPTOP));
    }

    private Optional<String> restartsOnly(String... units) {
        Map<String, Long> before = pids();
        stack.wantAgain();
        Optional<String> problem = applied();
        Map<String, Long> after = pids();
        String restarted = after.entrySet().stream()
                .filter(unit -> !unit.getValue().equals(before.get(unit.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(" "));
        String wanted = Arrays.stream(units).sorted().collect(Collectors.joining(" "));
        return problem.or(() -> restarted.equals(wanted)
                ? Optional.empty()
                : Optional.of("restarted: " + restarted + ", expected " + wanted));
    }

    private Optional<String> upgrade() throws IOException, InterruptedException {
        String before = stack.bundle();
        Bundle more = variants.oneMoreModel();
        stack.upload(more);
        BigDecimal spent = spent();
        try (Interruption interruption = Interruption.watch(callers)) {
            stack.want(more.sha256());
            Optional<String> problem = applied();
            callers.askUntilAnswered(Stack.LAPTOP, UP_AGAIN);
            // The watch sees the first answer after it, too.
            Thread.sleep(500);
            steps.add("longest time without an answer in an upgrade", interruption.longest());
            if (problem.isPresent()) {
                return problem;
            }
        }
        if (!callers.models().contains(Variants.MODEL)) {
            return Optional.of("the new model is not listed: " + callers.models());
        }
        if (spent().compareTo(spent) < 0) {
            return Optional.of("spend fell from " + spent + " to " + spent());
        }
        boolean kept =
                guest.tried("test", "-d", "/opt/portcullis/releases/" + before).code() == 0;
        return kept ? Optional.empty() : Optional.of("the old release is gone");
    }

    private Optional<String> back() throws IOException, InterruptedException {
        stack.want(variants.own().sha256());
        Optional<String> problem = applied().or(() -> answers(Stack.LAPTOP));
        boolean gone = !callers.models().contains(Variants.MODEL);
        return problem.or(() -> gone ? Optional.empty() : Optional.of("the newer release's model is still listed"));
    }

    private Optional<String> truncated() {
        return refused(variants.broken("Truncated").sha256(), 100_000);
    }

    /** @param length of what is found under the name; -1 for all of another bundle */
    private Optional<String> refused(String sha256, int length) {
        String before = stack.bundle();
        Path file = variants.own().writeBelow(variants.project());
        try {
            Path bad = variants.folder().resolve("bad-bundle");
            byte[] bytes = Files.readAllBytes(file);
            Files.write(bad, length < 0 ? bytes : Arrays.copyOf(bytes, length));
            stack.uploadAs(sha256, bad);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        stack.want(sha256);
        return failsAs("failed", before);
    }

    private Optional<String> rolledBack() {
        String before = stack.bundle();
        Bundle broken = variants.broken("Broken");
        stack.upload(broken);
        stack.want(broken.sha256());
        return failsAs("rolled back", before);
    }

    private Optional<String> failsAs(String state, String before) {
        run();
        String outcome = outcome();
        Optional<String> problem = outcome.contains("\"state\": \"" + state + "\"")
                ? answers(Stack.LAPTOP)
                : Optional.of("expected the state " + state + ", got " + outcome);
        stack.want(before);
        return problem.or(this::applied);
    }

    private Optional<String> powerCutInApply() throws InterruptedException {
        Bundle more = variants.oneMoreModel();
        stack.want(more.sha256());
        guest.run("systemctl", "start", "--no-block", "portcullis-apply.service");
        guest.await(
                "the switch",
                APPLY,
                () -> guest.tried("test", "-e", "/var/lib/portcullis/attempt").code() == 0);
        guest.powerCut();
        steps.add("power cut in apply to first answer", callers.askUntilAnswered(Stack.LAPTOP, APPLY));
        guest.await(
                "the new release", APPLY, () -> outcome().contains(more.sha256().substring(0, 12)));
        return answers(Stack.LAPTOP);
    }

    private Optional<String> newInstance() throws IOException, InterruptedException {
        BigDecimal before = spent();
        exchange("new instance to first answer", disks::newRoot);
        return spent().compareTo(before) >= 0
                ? answers(Stack.LAPTOP)
                : Optional.of("spend fell from " + before + " to " + spent());
    }

    private Optional<String> restored() throws IOException, InterruptedException {
        guest.run("systemctl", "start", "portcullis-dump.service");
        Matcher key = Pattern.compile("<Key>(dumps/[^<]+)</Key>").matcher(account.list(Stack.BACKUPS));
        if (!key.find()) {
            return Optional.of("no dump in the bucket: " + account.list(Stack.BACKUPS));
        }
        BigDecimal before = spent();
        exchange("", () -> {
            disks.newVolume();
            disks.newRoot();
        });
        if (answers(Stack.LAPTOP).isEmpty()) {
            return Optional.of("the key is known before anything was restored");
        }
        Files.write(guest.root().resolve("root/ledger.dump"), account.download(Stack.BACKUPS, key.group(1)));
        guest.run("python3", "-I", "/opt/portcullis/current/release/host", "restore", "/root/ledger.dump");
        callers.askUntilAnswered(Stack.LAPTOP, UP_AGAIN);
        return spent().compareTo(before) >= 0
                ? Optional.empty()
                : Optional.of("spend fell from " + before + " to " + spent());
    }

    /** @param step of the report; empty when there is no answer to wait for */
    private void exchange(String step, Runnable disk) throws InterruptedException {
        account.put(Stack.APPLIED, "{}", false);
        long started = System.nanoTime();
        guest.exchange(disk);
        guest.await("apply to end", APPLY, () -> outcome().contains("\"state\""));
        if (!step.isEmpty()) {
            callers.askUntilAnswered(Stack.LAPTOP, UP_AGAIN);
            steps.add(step, Duration.ofNanos(System.nanoTime() - started));
        }
    }

    /** Empty when the host is what is wanted. */
    private Optional<String> applied() {
        run();
        String outcome = outcome();
        return outcome.contains("\"state\": \"applied\"")
                        && outcome.contains(stack.bundle().substring(0, 12))
                ? Optional.empty()
                : Optional.of("applied says " + outcome);
    }

    /** At once, and not when the timer's two minutes are over. */
    private void run() {
        account.put(Stack.APPLIED, "{}", false);
        guest.tried("rm", "-f", "/var/lib/portcullis/outcome.json");
        guest.tried("systemctl", "start", "portcullis-apply.service");
    }

    private String outcome() {
        return account.parameter(Stack.APPLIED);
    }

    private Optional<String> answers(String client) {
        try {
            return callers.ask(client);
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    private BigDecimal spent() throws IOException, InterruptedException {
        return new BigDecimal("0" + callers.spent(Stack.LAPTOP));
    }

    private Map<String, Long> pids() {
        Map<String, Long> pids = new TreeMap<>();
        Look.at(guest).units().forEach(unit -> pids.put(unit.name(), unit.pid()));
        pids.remove("portcullis-apply.service");
        return pids;
    }
}
