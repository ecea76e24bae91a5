package dev.portcullis.infra.gateway;

import static dev.portcullis.infra.stack.StackContext.under;

import com.pulumi.asset.FileAsset;
import com.pulumi.aws.s3.BucketObjectv2;
import com.pulumi.aws.s3.BucketObjectv2Args;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import dev.portcullis.infra.stack.PrivateBucket;
import dev.portcullis.infra.stack.Site;
import dev.portcullis.release.Bundle;
import java.util.Map;

/** The two buckets of a gateway: what the host fetches, and the dumps it leaves. */
public final class Storage extends ComponentResource {
    public static final String BUNDLES = "bundles";
    public static final String BACKUPS = "backups";
    /** The prefix under which the host may put its dumps, and nothing else. */
    public static final String DUMPS = "dumps";
    /** The prefix under which the host may read a dump that it shall restore, and nothing else. */
    public static final String RESTORE = "restore";

    /** A dump is taken nightly; five weeks reach back over a month's end. */
    private static final int DUMP_DAYS = 35;

    private final Output<String> bundleBucket;
    private final Output<String> backupBucket;
    private final BucketObjectv2 bundle;

    Storage(String name, Site site, Bundle bundle) {
        super("portcullis:index:Storage", name, site.component());
        // A bucket that is not empty cannot be deleted, and its rules must not go before it does: all of it stays.
        ComponentResourceOptions below = ComponentResourceOptions.builder()
                .parent(this)
                .protect(true)
                .retainOnDelete(true)
                .build();
        PrivateBucket bundles =
                new PrivateBucket(name + "-bundles", site.place(), PrivateBucket.Args.of(BUNDLES), below);
        PrivateBucket backups = new PrivateBucket(
                name + "-backups", site.place(), PrivateBucket.Args.of(BACKUPS).expiringAfter(DUMP_DAYS), below);
        this.bundleBucket = bundles.bucketName();
        this.backupBucket = backups.bucketName();
        // Named by its content and never deleted: a replaced instance and a rollback find theirs.
        this.bundle = new BucketObjectv2(
                name + "-bundle",
                BucketObjectv2Args.builder()
                        .bucket(bundleBucket)
                        .key(bundle.key())
                        .source(new FileAsset(bundle.path()))
                        .contentType("application/gzip")
                        .build(),
                under(this).retainOnDelete(true).dependsOn(bundles.policy()).build());
        registerOutputs(Map.of("bundleBucket", bundleBucket, "backupBucket", backupBucket));
    }

    Output<String> bundleBucket() {
        return bundleBucket;
    }

    Output<String> backupBucket() {
        return backupBucket;
    }

    BucketObjectv2 bundle() {
        return bundle;
    }
}
