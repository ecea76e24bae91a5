package dev.portcullis.infra.stack;

import static dev.portcullis.infra.stack.StackContext.under;

import com.pulumi.aws.s3.BucketLifecycleConfigurationV2;
import com.pulumi.aws.s3.BucketLifecycleConfigurationV2Args;
import com.pulumi.aws.s3.BucketOwnershipControls;
import com.pulumi.aws.s3.BucketOwnershipControlsArgs;
import com.pulumi.aws.s3.BucketPolicy;
import com.pulumi.aws.s3.BucketPolicyArgs;
import com.pulumi.aws.s3.BucketPublicAccessBlock;
import com.pulumi.aws.s3.BucketPublicAccessBlockArgs;
import com.pulumi.aws.s3.BucketServerSideEncryptionConfigurationV2;
import com.pulumi.aws.s3.BucketServerSideEncryptionConfigurationV2Args;
import com.pulumi.aws.s3.BucketV2;
import com.pulumi.aws.s3.BucketV2Args;
import com.pulumi.aws.s3.BucketVersioningV2;
import com.pulumi.aws.s3.BucketVersioningV2Args;
import com.pulumi.aws.s3.inputs.BucketOwnershipControlsRuleArgs;
import com.pulumi.aws.s3.inputs.BucketVersioningV2VersioningConfigurationArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import dev.portcullis.infra.iam.PolicyDocument;
import dev.portcullis.infra.iam.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A bucket that is versioned, encrypted, closed to the public and to plaintext, with an end to what it keeps. */
public final class PrivateBucket extends ComponentResource {
    private final Output<String> bucketName;
    private final BucketPolicy policy;

    /**
     * Declares the bucket, its policy and its rules.
     *
     * @param part the bucket's part of its name, such as {@code bundles}
     * @param expireDays days until an object's current version goes; empty keeps it
     * @param noncurrentDays days for which an overwritten or deleted version is kept
     * @param key ARN of the KMS key that encrypts; empty leaves it to S3's own
     * @param locked object lock, which can only be chosen when a bucket is made
     * @param statements rights of AWS services beside the refusal of plaintext
     */
    public record Args(
            String part,
            Optional<Integer> expireDays,
            int noncurrentDays,
            Optional<Output<String>> key,
            boolean locked,
            Function<Arns, List<Statement>> statements) {

        public static Args of(String part) {
            return new Args(part, Optional.empty(), 30, Optional.empty(), false, arns -> List.of());
        }

        public Args expiringAfter(int days) {
            return new Args(part, Optional.of(days), noncurrentDays, key, locked, statements);
        }

        public Args keepingVersions(int days) {
            return new Args(part, expireDays, days, key, locked, statements);
        }

        public Args encryptedBy(Output<String> keyArn) {
            return new Args(part, expireDays, noncurrentDays, Optional.of(keyArn), locked, statements);
        }

        public Args lockedFor(Function<Arns, List<Statement>> writers) {
            return new Args(part, expireDays, noncurrentDays, key, true, writers);
        }
    }

    public PrivateBucket(String name, StackContext place, Args args, ComponentResourceOptions options) {
        super("portcullis:index:PrivateBucket", name, options);
        CustomResourceOptions child = under(this).build();
        BucketV2 bucket = new BucketV2(
                name + "-bucket",
                BucketV2Args.builder()
                        .bucket(place.arns().applyValue(arns -> arns.bucketName(args.part())))
                        .objectLockEnabled(args.locked())
                        .build(),
                child);
        this.bucketName = bucket.bucket();
        close(name, args, child);
        keep(name, args, child);
        this.policy = new BucketPolicy(
                name + "-policy",
                BucketPolicyArgs.builder()
                        .bucket(bucketName)
                        .policy(place.policy(arns -> policy(arns, args)))
                        .build(),
                child);
        registerOutputs(Map.of("bucketName", bucketName));
    }

    public Output<String> bucketName() {
        return bucketName;
    }

    /** The bucket's policy; writers such as CloudTrail wait for it, since they check at creation that they may write. */
    public BucketPolicy policy() {
        return policy;
    }

    private void close(String name, Args args, CustomResourceOptions child) {
        new BucketPublicAccessBlock(
                name + "-public-access-block",
                BucketPublicAccessBlockArgs.builder()
                        .bucket(bucketName)
                        .blockPublicAcls(true)
                        .blockPublicPolicy(true)
                        .ignorePublicAcls(true)
                        .restrictPublicBuckets(true)
                        .build(),
                child);
        new BucketOwnershipControls(
                name + "-ownership",
                BucketOwnershipControlsArgs.builder()
                        .bucket(bucketName)
                        .rule(BucketOwnershipControlsRuleArgs.builder()
                                .objectOwnership("BucketOwnerEnforced")
                                .build())
                        .build(),
                child);
        new BucketServerSideEncryptionConfigurationV2(
                name + "-encryption",
                BucketServerSideEncryptionConfigurationV2Args.builder()
                        .bucket(bucketName)
                        .rules(BucketRules.encryption(args))
                        .build(),
                child);
    }

    private void keep(String name, Args args, CustomResourceOptions child) {
        BucketVersioningV2 versioning = new BucketVersioningV2(
                name + "-versioning",
                BucketVersioningV2Args.builder()
                        .bucket(bucketName)
                        .versioningConfiguration(BucketVersioningV2VersioningConfigurationArgs.builder()
                                .status("Enabled")
                                .build())
                        .build(),
                child);
        new BucketLifecycleConfigurationV2(
                name + "-lifecycle",
                BucketLifecycleConfigurationV2Args.builder()
                        .bucket(bucketName)
                        .rules(BucketRules.lifecycle(args))
                        .build(),
                CustomResourceOptions.merge(
                        child,
                        CustomResourceOptions.builder().dependsOn(versioning).build()));
    }

    private static PolicyDocument policy(Arns arns, Args args) {
        String bucket = arns.bucket(args.part());
        List<Statement> statements = new ArrayList<>();
        statements.add(Statement.denyPlaintext("s3:*", List.of(bucket, bucket + "/*")));
        statements.addAll(args.statements().apply(arns));
        return new PolicyDocument(statements);
    }
}
