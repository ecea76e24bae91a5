package dev.portcullis.local.boot.checks;

import dev.portcullis.local.boot.report.Steps;
import dev.portcullis.probe.Check;
import dev.portcullis.release.Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Other bundles: better ones, older ones and bad ones. Each check leaves the host serving the one that it had. */
public final class ReleaseChecks {
    private static final int WHOLE = -1;
    private static final int HALF = 100_000;

    private final BootedHost host;
    private final Variants variants;
    private final Steps steps;

    public ReleaseChecks(BootedHost host, Variants variants, Steps steps) {
        this.host = host;
        this.variants = variants;
        this.steps = steps;
    }

    public List<Check> all() {
        return List.of(
                new Check("an upgrade with one more model keeps the data and the old release", this::upgrade),
                new Check("the release before can be had back", this::back),
                new Check("a bundle that is not in the bucket is named", this::missing),
                new Check("a bundle with a wrong hash is refused", () -> refused("0".repeat(64), WHOLE)),
                new Check("a truncated bundle is refused", this::truncated),
                new Check("a bundle whose gate does not start is rolled back", this::rolledBack),
                new Check("a power cut during apply is made good", this::powerCutInApply));
    }

    private Optional<String> upgrade() throws IOException, InterruptedException {
        String before = host.stack().bundle();
        Bundle more = variants.oneMoreModel();
        host.stack().upload(more);
        BigDecimal spent = host.spent();
        try (Interruption interruption = Interruption.watch(host.callers())) {
            host.stack().want(more.sha256());
            Optional<String> problem = host.applied();
            host.callers().askUntilAnswered(Stack.LAPTOP, BootedHost.UP_AGAIN);
            steps.add("longest time without an answer in an upgrade", interruption.longestUntilNow());
            if (problem.isPresent()) {
                return problem;
            }
        }
        if (!host.callers().models().contains(Variants.MODEL)) {
            return Optional.of("the new model is not listed: " + host.callers().models());
        }
        boolean kept = host.guest()
                        .tried("test", "-d", "/opt/portcullis/releases/" + before)
                        .code()
                == 0;
        return kept ? host.keeps(spent) : Optional.of("the old release is gone");
    }

    private Optional<String> back() throws IOException, InterruptedException {
        BigDecimal spent = host.spent();
        host.stack().want(variants.own().sha256());
        Optional<String> problem = host.applied();
        if (problem.isPresent()) {
            return problem;
        }
        return host.callers().models().contains(Variants.MODEL)
                ? Optional.of("the newer release's model is still listed")
                : host.keeps(spent);
    }

    private Optional<String> missing() {
        String before = host.stack().bundle();
        host.stack().want("1".repeat(64));
        return failsAs("failed", "1".repeat(64) + ".tar.gz: expected status 200 from AWS, got status 404", before);
    }

    private Optional<String> truncated() {
        return refused(variants.broken("Truncated").sha256(), HALF);
    }

    /** @param length the length of the file under the name */
    private Optional<String> refused(String sha256, int length) {
        String before = host.stack().bundle();
        Path file = variants.own().writeBelow(variants.project());
        try {
            Path bad = variants.folder().resolve("bad-bundle");
            byte[] bytes = Files.readAllBytes(file);
            Files.write(bad, length == WHOLE ? bytes : Arrays.copyOf(bytes, length));
            host.stack().uploadAs(sha256, bad);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        host.stack().want(sha256);
        return failsAs("failed", "expected SHA-256 " + sha256, before);
    }

    private Optional<String> rolledBack() {
        String before = host.stack().bundle();
        Bundle broken = variants.broken("Broken");
        host.stack().upload(broken);
        host.stack().want(broken.sha256());
        return failsAs("rolled back", "the gate: expected status 200 of /readyz", before);
    }

    private Optional<String> failsAs(String state, String because, String before) {
        Optional<String> problem = host.fails(state, because);
        host.stack().want(before);
        Optional<String> mended = host.applied();
        return problem.or(() -> mended);
    }

    private Optional<String> powerCutInApply() throws IOException, InterruptedException {
        BigDecimal spent = host.spent();
        Bundle more = variants.oneMoreModel();
        host.stack().want(more.sha256());
        host.guest().run("systemctl", "start", "--no-block", "portcullis-apply.service");
        host.guest()
                .await(
                        "the switch",
                        BootedHost.APPLY,
                        () -> host.guest()
                                        .tried("test", "-e", "/var/lib/portcullis/attempt")
                                        .code()
                                == 0);
        host.guest().powerCut();
        steps.add(
                "power cut in apply to first answer", host.callers().askUntilAnswered(Stack.LAPTOP, BootedHost.APPLY));
        host.guest()
                .await(
                        "the new release",
                        BootedHost.APPLY,
                        () -> host.outcome().contains(more.sha256().substring(0, 12)));
        return host.keeps(spent);
    }
}
