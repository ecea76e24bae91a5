package dev.portcullis.cli.restore;

import dev.portcullis.input.BadInput;
import dev.portcullis.operate.restore.DumpName;
import dev.portcullis.operate.restore.LedgerDump;
import dev.portcullis.operate.restore.RestoreAccount;
import dev.portcullis.operate.restore.RestoreOrder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The dump that a person chose: one of the bucket, or a file that was fetched from it before.
 *
 * @param name as a person reads it
 * @param at when it was taken; empty for a file, whose own time says nothing
 */
record RestoreSource(String name, long bytes, Optional<Instant> at, Optional<LedgerDump> stored, Optional<Path> file) {
    static final String LATEST = "latest";
    private static final byte[] MAGIC = "PGDMP".getBytes(StandardCharsets.US_ASCII);
    private static final String WHERE = "--from";

    /**
     * Chooses.
     *
     * @throws BadInput when there is no such dump, or it cannot be one of this gateway
     */
    static RestoreSource of(String from, List<LedgerDump> dumps, String bucket) {
        if (from.equals(LATEST)) {
            return dumps.stream()
                    .filter(LedgerDump::sealed)
                    .findFirst()
                    .map(RestoreSource::of)
                    .orElseThrow(() -> new BadInput(
                            WHERE,
                            "a dump with its seal in " + bucket,
                            "none",
                            "A host that runs makes one each night; --from FILE takes one of your own copies"));
        }
        Optional<String> key = DumpName.key(from);
        return key.isPresent() ? named(key.get(), dumps, bucket) : file(Path.of(from), bucket);
    }

    private static RestoreSource named(String key, List<LedgerDump> dumps, String bucket) {
        LedgerDump dump = dumps.stream()
                .filter(one -> one.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new BadInput(
                        WHERE, "a dump of " + bucket, "'" + key + "', which is not there", "See the list: --list"));
        if (!dump.sealed()) {
            throw new BadInput(
                    WHERE,
                    "a dump with its seal beside it",
                    "'" + key + "' without one",
                    "Choose another. Its host could not prove that it made this one; docs/operate.md has the way by hand");
        }
        return of(dump);
    }

    private static RestoreSource of(LedgerDump dump) {
        return new RestoreSource(dump.key(), dump.bytes(), Optional.of(dump.at()), Optional.of(dump), Optional.empty());
    }

    private static RestoreSource file(Path file, String bucket) {
        Path seal = file.resolveSibling(file.getFileName() + ".seal");
        try {
            if (!Files.isRegularFile(file)) {
                throw new BadInput(
                        WHERE,
                        "latest, the name of a dump such as 2027-01-01T02-00-00Z, or a file",
                        "'" + file + "'",
                        "See the dumps: --list");
            }
            try (InputStream content = Files.newInputStream(file)) {
                if (!Arrays.equals(content.readNBytes(MAGIC.length), MAGIC)) {
                    throw new BadInput(
                            file.toString(), "a dump in pg_dump's own format", "something else", "Name another file");
                }
            }
            if (!Files.isRegularFile(seal)) {
                throw new BadInput(
                        seal.toString(),
                        "the seal beside the dump",
                        "no such file",
                        "Fetch both from the bucket, as 'destroy' does");
            }
            requireOwn(seal, bucket);
            return new RestoreSource(
                    file.toString(), Files.size(file), Optional.empty(), Optional.empty(), Optional.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The host refuses another gateway's by the seal itself; here its second line saves the upload. */
    private static void requireOwn(Path seal, String bucket) throws IOException {
        if (Files.size(seal) > 1000) {
            throw new BadInput(seal.toString(), "a seal", "a file of " + Files.size(seal) + " bytes", "Fetch it again");
        }
        List<String> lines = new String(Files.readAllBytes(seal), StandardCharsets.ISO_8859_1)
                .lines()
                .toList();
        if (lines.isEmpty() || !lines.get(0).matches("[0-9a-f]{64}")) {
            throw new BadInput(seal.toString(), "a seal of 64 hexadecimal digits", "something else", "Fetch it again");
        }
        if (lines.size() > 1 && !lines.get(1).equals(bucket)) {
            throw new BadInput(
                    seal.toString(),
                    "a dump of this gateway, whose bucket is " + bucket,
                    "one of " + lines.get(1).replaceAll("[^a-z0-9.-]", "?"),
                    "Check --stack and the file; docs/operate.md says how another gateway's dump is taken over");
        }
    }

    /** Puts the dump and its seal where the host may read them. */
    void handOver(RestoreAccount account, RestoreOrder order) {
        stored.ifPresent(dump -> account.handOver(order, dump));
        file.ifPresent(path -> account.handOver(order, path));
    }
}
