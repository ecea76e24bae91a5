package dev.portcullis.local.boot.checks;

import dev.portcullis.local.boot.cloud.Disks;
import dev.portcullis.local.boot.guest.BootFailure;
import dev.portcullis.local.boot.guest.DataVolume;
import dev.portcullis.local.boot.report.Steps;
import dev.portcullis.probe.Check;
import dev.portcullis.release.Bundle;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Disks that are full, new, lost or somebody else's. Each check leaves a host that serves. */
public final class DiskChecks {
    private static final Pattern DUMP = Pattern.compile("<Key>(dumps/[^<]+\\.dump)</Key>");
    private static final String RESTORE = "/opt/portcullis/current/release/host";
    private static final String COPY = "/var/tmp/ledger.dump";
    private static final String ORDER = "0123456789abcdef";
    private static final String FILL = "/srv/portcullis/fill";
    /** Fills the disk to the last block, those that are kept for root too. */
    private static final String FILL_UP = "head -c 100G /dev/zero > " + FILL + " 2> /dev/null; sync; df --output=avail "
            + "/srv/portcullis | tail -n 1";

    private final BootedHost host;
    private final Variants variants;
    private final Disks disks;
    private final Steps steps;

    public DiskChecks(BootedHost host, Variants variants, Disks disks, Steps steps) {
        this.host = host;
        this.variants = variants;
        this.disks = disks;
        this.steps = steps;
    }

    public List<Check> all() {
        List<Check> checks = new ArrayList<>();
        if (DataVolume.canGrow()) {
            checks.add(new Check("a volume that was made larger is used whole, while it serves", this::larger));
        } else {
            steps.say("not asked, since this machine lets no mounted file system grow: a volume that was made larger");
        }
        checks.addAll(onAnyMachine());
        return checks;
    }

    private List<Check> onAnyMachine() {
        return List.of(
                new Check("a full data volume refuses an upgrade, and takes it when there is room", this::fullForApply),
                new Check(
                        "a ledger without room answers nobody, and serves again when there is room", this::fullForAll),
                new Check("a new instance with the old volume has keys and spend", this::newInstance),
                new Check(
                        "a lost volume comes back from the dump and its seal, and only a blank one is taken for it",
                        this::restored));
    }

    private Optional<String> larger() throws IOException, InterruptedException {
        BigDecimal spent = host.spent();
        long before = kilobytes();
        disks.largerVolume();
        Optional<String> problem = host.applied();
        long after = kilobytes();
        if (problem.isEmpty() && after < before * 14 / 10) {
            problem = Optional.of("the file system had " + before + " KiB and has " + after);
        }
        return problem.isPresent() ? problem : host.keeps(spent);
    }

    private long kilobytes() {
        return Long.parseLong(host.guest()
                .run("sh", "-c", "df --output=size /srv/portcullis | tail -n 1")
                .strip());
    }

    private Optional<String> fullForApply() throws IOException, InterruptedException {
        BigDecimal spent = host.spent();
        String before = host.stack().bundle();
        Bundle own = variants.own();
        Bundle other = before.equals(own.sha256()) ? variants.oneMoreModel() : own;
        host.guest().run("sh", "-c", FILL_UP);
        host.stack().want(other.sha256());
        Optional<String> problem = host.fails("failed", "No space left on device");
        host.guest().run("rm", FILL);
        Optional<String> mended = host.applied();
        return problem.isPresent() || mended.isPresent() ? problem.or(() -> mended) : host.keeps(spent);
    }

    private Optional<String> fullForAll() throws IOException, InterruptedException {
        BigDecimal spent = host.spent();
        host.guest().run("sh", "-c", FILL_UP);
        // The space that the database's log had reserved is used up first.
        Optional<String> refusal = refusal();
        host.guest().run("rm", FILL);
        if (refusal.isEmpty()) {
            return Optional.of("callers are still served");
        }
        long started = System.nanoTime();
        host.callers().askUntilAnswered(Stack.LAPTOP, BootedHost.UP_AGAIN);
        steps.add("room on a full volume to first answer", Duration.ofNanos(System.nanoTime() - started));
        boolean closed = refusal.orElse("").startsWith("503");
        return closed ? host.keeps(spent) : Optional.of("callers without a ledger were told " + refusal.orElse(""));
    }

    /** Empty when the ledger could not be brought to its end. */
    private Optional<String> refusal() throws IOException, InterruptedException {
        for (int i = 0; i < 200; i++) {
            host.psql("SELECT pg_switch_wal(), txid_current()");
            Optional<String> refused = host.callers().ask(Stack.LAPTOP);
            if (refused.isPresent()) {
                return refused;
            }
        }
        return Optional.empty();
    }

    private Optional<String> newInstance() throws IOException, InterruptedException {
        BigDecimal before = host.spent();
        long started = System.nanoTime();
        exchange(disks::newRoot);
        host.callers().askUntilAnswered(Stack.LAPTOP, BootedHost.UP_AGAIN);
        steps.add("new instance to first answer", Duration.ofNanos(System.nanoTime() - started));
        return host.keeps(before);
    }

    /** Somebody else's volume first: it is in the same place, and only a blank one may be taken. */
    private Optional<String> restored() throws IOException, InterruptedException {
        host.guest().run("systemctl", "start", "portcullis-dump.service");
        BigDecimal before = host.spent();
        exchange(() -> {
            disks.foreignVolume();
            disks.newRoot();
        });
        boolean said = host.outcome().contains("expected a blank volume or ext4 labelled 'portcullis'");
        if (!said || !disks.isForeign()) {
            return Optional.of("applied says " + host.outcome() + "; the volume is as it was: " + disks.isForeign());
        }
        disks.blankVolume();
        Optional<String> mended = host.applied();
        if (mended.isPresent()) {
            return mended;
        }
        // A declared key comes back by itself, without its spend.
        if (host.spent().compareTo(before) >= 0) {
            return Optional.of("the spend is known before anything was restored");
        }
        String dump = newestDump();
        fetch(dump, COPY);
        if (host.guest().tried("python3", "-I", RESTORE, "restore", COPY).code() == 0) {
            return Optional.of("a dump without its seal was restored");
        }
        long started = System.nanoTime();
        String report = ordered(dump);
        if (!report.contains("\"state\": \"restored\"")) {
            return Optional.of("the host reports " + report);
        }
        host.callers().askUntilAnswered(Stack.LAPTOP, BootedHost.UP_AGAIN);
        steps.add("restore of a dump to first answer", Duration.ofNanos(System.nanoTime() - started));
        return host.keeps(before);
    }

    /** As {@code ./portcullis restore} does: a copy, its seal, and an order. Returns the host's last report. */
    private String ordered(String dump) throws IOException, InterruptedException {
        for (String end : List.of(".seal", "")) {
            Path copy = Files.createTempFile("copy", end);
            Files.write(copy, host.account().download(host.stack().backups(), dump + end));
            host.account().upload(host.stack().backups(), "restore/" + ORDER + ".dump" + end, copy);
            Files.delete(copy);
        }
        host.account().put(host.stack().restoredName(), "{}", false);
        host.account()
                .put(
                        host.stack().orderName(),
                        "{\"id\":\"" + ORDER + "\",\"at\":\"" + Instant.now().truncatedTo(ChronoUnit.SECONDS)
                                + "\",\"dumpFirst\":true,\"source\":\"" + dump + "\"}",
                        false);
        host.guest()
                .await(
                        "the ordered restore to end",
                        BootedHost.APPLY,
                        () -> report().matches("(?s).*\"state\": \"(restored|failed)\".*"));
        return report();
    }

    private String report() {
        return host.account().parameter(host.stack().restoredName());
    }

    private void fetch(String key, String place) throws IOException {
        Files.write(
                host.guest().root().resolve(place.substring(1)),
                host.account().download(host.stack().backups(), key));
    }

    private String newestDump() {
        String listed = host.account().list(host.stack().backups());
        // Their names are times.
        return DUMP.matcher(listed)
                .results()
                .map(found -> found.group(1))
                .max(Comparator.naturalOrder())
                .orElseThrow(() -> new BootFailure("backup bucket", "a dump", listed, "Check the dump's journal"));
    }

    private void exchange(Runnable disk) {
        host.account().put(host.stack().appliedName(), "{}", false);
        host.guest().exchange(disk);
        host.awaitOutcome();
    }
}
