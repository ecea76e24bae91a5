package dev.portcullis.removal;

import dev.portcullis.cost.PriceList;
import dev.portcullis.deployed.PulumiRunner;
import dev.portcullis.deployed.state.StackState;
import dev.portcullis.deployed.state.StateResource;
import dev.portcullis.input.BadInput;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Removes a gateway. Every step can be cut off: the next run reads the state again and goes on.
 *
 * <p>The order matters. The host goes first, so that nothing writes another dump. Then the named buckets are emptied, then
 * the state is told that the named units may go, and only then does the engine delete them.
 */
public final class Removal {
    private final PulumiRunner pulumi;
    private final String stack;
    private final Choice choice;
    private final Buckets buckets;
    private final RemovalPlan plan;
    private final Map<String, BucketContent> contents = new LinkedHashMap<>();

    /**
     * The choices of the person.
     *
     * @param named the units to remove for good, although they are protected or retained
     * @param emptyBuckets whether the buckets among them may be emptied
     * @param dumpFile the file for the last dump when its bucket goes; empty lets it go too
     */
    public record Choice(Set<String> named, boolean emptyBuckets, Optional<Path> dumpFile) {
        public Choice {
            named = Set.copyOf(named);
        }
    }

    private Removal(PulumiRunner pulumi, String stack, Choice choice, Buckets buckets, RemovalPlan plan) {
        this.pulumi = pulumi;
        this.stack = stack;
        this.choice = choice;
        this.buckets = buckets;
        this.plan = plan;
        plan.state().resources().stream()
                .filter(Unit::isBucket)
                .forEach(bucket -> contents.put(bucket.id(), buckets.content(bucket.id())));
    }

    /**
     * Looks at the state and the buckets, and changes nothing.
     *
     * @throws BadInput when a choice cannot be followed, or the state or a bucket cannot be read
     */
    public static Removal of(PulumiRunner pulumi, String stack, Choice choice, Buckets buckets) {
        RemovalPlan plan = RemovalPlan.of(StackState.read(pulumi, stack), stack, choice.named());
        Removal removal = new Removal(pulumi, stack, choice, buckets, plan);
        plan.goingBuckets().forEach(removal::requireEmptying);
        return removal;
    }

    private void requireEmptying(StateResource bucket) {
        BucketContent content = content(bucket);
        if (content.isEmpty()) {
            return;
        }
        if (bucket.inputs().path("objectLockEnabled").asBoolean()) {
            throw new BadInput(
                    bucket.name(),
                    "a bucket that is empty, as its objects are locked for a time",
                    content.entries() + " versions",
                    "Keep it. When the locks have ended, empty it by hand and run this command again");
        }
        if (!choice.emptyBuckets()) {
            throw new BadInput(
                    bucket.name(),
                    "an empty bucket, since S3 deletes no other",
                    content.entries() + " versions, " + RemainsPrices.mebibytes(content.bytes()),
                    "Add --empty-buckets to delete them for good, or do not name the bucket");
        }
    }

    public boolean isNothingLeft() {
        return plan.state().resources().stream().noneMatch(StateResource::isReal);
    }

    /** The names of the resources that are deleted, in the order of the state. */
    public List<String> going() {
        return plan.going().stream().map(StateResource::name).toList();
    }

    /** The named units and what they hold, one sentence each. */
    public List<String> goingForGood() {
        return Stream.concat(
                        plan.going().stream()
                                .filter(Unit::isVolume)
                                .map(one -> one.name() + ": volume " + one.id() + " with the ledger on it"),
                        plan.goingBuckets().stream()
                                .map(one -> one.name() + ": bucket " + one.id() + " with its "
                                        + content(one).entries() + " versions"))
                .toList();
    }

    public List<Remains> remains(PriceList prices, String region) {
        return new RemainsPrices(prices, region, contents).of(plan);
    }

    /** The resources that an interrupted update was about to make, change or delete. */
    public List<String> pending() {
        return plan.state().pending();
    }

    /** The names of the choice that the state does not know: gone before, or mistyped. */
    public List<String> unknown() {
        return plan.unknown();
    }

    /** The place of the newest dump after the removal, as a sentence. */
    public String dump() {
        return lastDump()
                .map(dump -> "last dump, " + dump.at() + ", " + RemainsPrices.mebibytes(dump.bytes())
                        + (isGoing(dump)
                                ? choice.dumpFile()
                                        .map(file -> ": is fetched to " + file)
                                        .orElse(": is deleted with its bucket")
                                : ": stays at s3://" + dump.bucket() + "/" + dump.key()))
                .orElse("no dump of the ledger is in the buckets");
    }

    /**
     * Does it.
     *
     * @return whether everything went that was said to go
     */
    public boolean run(Consumer<String> progress) {
        Optional<BucketContent.Dump> dump = lastDump().filter(this::isGoing);
        if (dump.isPresent() && choice.dumpFile().isPresent()) {
            progress.accept("Fetching " + dump.get().key());
            buckets.fetch(dump.get(), choice.dumpFile().get());
        }
        Set<String> named = new HashSet<>();
        plan.named().forEach(unit -> named.addAll(unit.urns()));
        if (plan.named().stream().anyMatch(unit -> !unit.isWhollyProtected())) {
            // Else the first pass would forget them, and they would stay in the account.
            plan.state().protect(pulumi, named);
        }
        emptyBuckets(bucket -> !named.contains(bucket.urn()), progress);
        if (plan.hasUnnamed() && !destroy(progress)) {
            return false;
        }
        emptyBuckets(bucket -> named.contains(bucket.urn()), progress);
        if (!named.isEmpty()) {
            progress.accept("Unprotecting "
                    + String.join(", ", plan.named().stream().map(Unit::name).toList()));
            StackState.read(pulumi, stack).release(pulumi, named);
            if (!destroy(progress)) {
                return false;
            }
        }
        Set<String> promised = new HashSet<>(going());
        return StackState.read(pulumi, stack).resources().stream()
                .noneMatch(one -> one.isReal() && promised.contains(one.name()));
    }

    private void emptyBuckets(Predicate<StateResource> which, Consumer<String> progress) {
        plan.goingBuckets().stream().filter(which).forEach(bucket -> buckets.empty(bucket.id(), progress));
    }

    private boolean destroy(Consumer<String> progress) {
        progress.accept("Running pulumi destroy --exclude-protected --stack " + stack);
        return pulumi.follow(stack, progress, "destroy", "--yes", "--skip-preview", "--exclude-protected") == 0;
    }

    private Optional<BucketContent.Dump> lastDump() {
        return contents.values().stream()
                .flatMap(content -> content.lastDump().stream())
                .max(Comparator.comparing(BucketContent.Dump::at));
    }

    private boolean isGoing(BucketContent.Dump dump) {
        return plan.goingBuckets().stream().anyMatch(bucket -> bucket.id().equals(dump.bucket()));
    }

    private BucketContent content(StateResource bucket) {
        return contents.getOrDefault(bucket.id(), new BucketContent(0, 0, Optional.empty()));
    }
}
