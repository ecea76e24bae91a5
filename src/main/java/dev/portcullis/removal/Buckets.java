package dev.portcullis.removal;

import dev.portcullis.input.BadInput;
import dev.portcullis.operate.Aws;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/** The buckets of a gateway: what they hold, the last dump, and the deletion of every version and delete marker. */
public final class Buckets implements AutoCloseable {
    private static final String ROLE = "deployer";
    private static final String ADMINISTRATOR = "of an administrator, since no role of the project may delete data";

    private final S3Client s3;

    public Buckets(S3Client s3) {
        this.s3 = s3;
    }

    /** Credentials and, for tests, an endpoint come from where the SDK looks for them. */
    public static Buckets in(String region) {
        return new Buckets(S3Client.builder()
                .region(Region.of(region))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build());
    }

    @Override
    public void close() {
        s3.close();
    }

    /** A bucket that is gone already holds nothing. */
    BucketContent content(String bucket) {
        long entries = 0;
        long bytes = 0;
        List<BucketContent.Dump> dumps = new ArrayList<>();
        for (ListObjectVersionsResponse page : pages(bucket)) {
            entries += page.versions().size() + page.deleteMarkers().size();
            bytes += page.versions().stream().mapToLong(ObjectVersion::size).sum();
            page.versions().stream()
                    .filter(one -> one.isLatest() && one.key().matches("dumps/.*\\.dump"))
                    .map(one -> new BucketContent.Dump(bucket, one.key(), one.size(), one.lastModified()))
                    .forEach(dumps::add);
        }
        return new BucketContent(entries, bytes, dumps.stream().max(Comparator.comparing(BucketContent.Dump::at)));
    }

    /**
     * Deletes every version and delete marker. It can be cut off and begun again at any page.
     *
     * @throws IllegalStateException when S3 keeps some, as one that is locked
     */
    void empty(String bucket, Consumer<String> progress) {
        long done = 0;
        for (ListObjectVersionsResponse page : pages(bucket)) {
            List<ObjectIdentifier> all = Stream.concat(
                            page.versions().stream().map(one -> identifier(one.key(), one.versionId())),
                            page.deleteMarkers().stream().map(one -> identifier(one.key(), one.versionId())))
                    .toList();
            if (all.isEmpty()) {
                continue;
            }
            DeleteObjectsResponse answer = Aws.call(
                    "s3:DeleteObjectVersion",
                    ADMINISTRATOR,
                    () -> s3.deleteObjects(request -> request.bucket(bucket)
                            .delete(them -> them.objects(all).quiet(true))));
            if (!answer.errors().isEmpty()) {
                throw new IllegalStateException(bucket + ": expected that " + all.size() + " versions go, got "
                        + answer.errors().get(0).code() + " for "
                        + answer.errors().size() + ", the first of them "
                        + answer.errors().get(0).key()
                        + "\n  Deleting data takes an administrator's rights; then run the same"
                        + " command again");
            }
            done += all.size();
            progress.accept("Deleted " + done + " versions in " + bucket);
        }
    }

    /** Fetches a dump and its seal into new files that only their owner can read; files that are there already are kept. */
    void fetch(BucketContent.Dump dump, Path file) {
        fetch(dump.bucket(), dump.key(), file);
        fetch(dump.bucket(), dump.key() + ".seal", file.resolveSibling(file.getFileName() + ".seal"));
    }

    private void fetch(String bucket, String key, Path file) {
        if (Files.exists(file)) {
            return;
        }
        try {
            Path part = Files.createTempFile(
                    file.toAbsolutePath().getParent(),
                    ".dump",
                    ".part",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                Files.copy(
                        Aws.call(
                                "s3:GetObject on " + key,
                                ROLE,
                                () -> s3.getObject(
                                        request -> request.bucket(bucket).key(key))),
                        part,
                        StandardCopyOption.REPLACE_EXISTING);
                Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-------"));
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (NoSuchKeyException e) {
            throw new BadInput(
                    key, "the object in " + bucket, "none", "Run the same command again, and look at what it shows");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<ListObjectVersionsResponse> pages(String bucket) {
        return Aws.call("s3:ListBucketVersions", ROLE, () -> {
            try {
                return s3.listObjectVersionsPaginator(request -> request.bucket(bucket)).stream()
                        .toList();
            } catch (NoSuchBucketException e) {
                return List.of();
            }
        });
    }

    private static ObjectIdentifier identifier(String key, String version) {
        return ObjectIdentifier.builder().key(key).versionId(version).build();
    }
}
