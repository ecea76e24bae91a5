package dev.portcullis.infra;

import static dev.portcullis.infra.Site.under;

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
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleAbortIncompleteMultipartUploadArgs;
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleArgs;
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleExpirationArgs;
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleFilterArgs;
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleNoncurrentVersionExpirationArgs;
import com.pulumi.aws.s3.inputs.BucketOwnershipControlsRuleArgs;
import com.pulumi.aws.s3.inputs.BucketServerSideEncryptionConfigurationV2RuleApplyServerSideEncryptionByDefaultArgs;
import com.pulumi.aws.s3.inputs.BucketServerSideEncryptionConfigurationV2RuleArgs;
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
final class PrivateBucket extends ComponentResource {
    private static final int NONCURRENT_DAYS = 30;

    private final Output<String> bucketName;
    private final BucketPolicy policy;

    /**
     * @param part the bucket's part of its name, such as {@code bundles}
     * @param expireDays days until an object's current version goes; empty keeps it
     * @param locked object lock, which can only be chosen when a bucket is made
     * @param statements rights of AWS services beside the refusal of plaintext
     */
    record Args(
            String part, Optional<Integer> expireDays, boolean locked, Function<Arns, List<Statement>> statements) {}

    PrivateBucket(String name, Site site, Args args, ComponentResourceOptions options) {
        super("portcullis:index:PrivateBucket", name, options);
        CustomResourceOptions child = under(this).build();
        BucketV2 bucket = new BucketV2(
                name + "-bucket",
                BucketV2Args.builder()
                        .bucket(site.arns().applyValue(arns -> arns.bucketName(args.part())))
                        .objectLockEnabled(args.locked())
                        .build(),
                child);
        this.bucketName = bucket.bucket();
        close(name, child);
        keep(name, args, child);
        this.policy = new BucketPolicy(
                name + "-policy",
                BucketPolicyArgs.builder()
                        .bucket(bucketName)
                        .policy(site.policy(arns -> policy(arns, args)))
                        .build(),
                child);
        registerOutputs(Map.of("bucketName", bucketName));
    }

    Output<String> bucketName() {
        return bucketName;
    }

    /** For writers such as CloudTrail, which checks at creation that it may write. */
    BucketPolicy policy() {
        return policy;
    }

    private void close(String name, CustomResourceOptions child) {
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
                        .rules(BucketServerSideEncryptionConfigurationV2RuleArgs.builder()
                                .applyServerSideEncryptionByDefault(
                                        BucketServerSideEncryptionConfigurationV2RuleApplyServerSideEncryptionByDefaultArgs
                                                .builder()
                                                .sseAlgorithm("AES256")
                                                .build())
                                .build())
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
                        .rules(lifecycle(args))
                        .build(),
                CustomResourceOptions.merge(
                        child,
                        CustomResourceOptions.builder().dependsOn(versioning).build()));
    }

    private static List<BucketLifecycleConfigurationV2RuleArgs> lifecycle(Args args) {
        List<BucketLifecycleConfigurationV2RuleArgs> rules = new ArrayList<>();
        rules.add(rule("leftovers")
                .noncurrentVersionExpiration(BucketLifecycleConfigurationV2RuleNoncurrentVersionExpirationArgs.builder()
                        .noncurrentDays(NONCURRENT_DAYS)
                        .build())
                .abortIncompleteMultipartUpload(
                        BucketLifecycleConfigurationV2RuleAbortIncompleteMultipartUploadArgs.builder()
                                .daysAfterInitiation(1)
                                .build())
                .build());
        args.expireDays()
                .ifPresent(days -> rules.add(rule("retention")
                        .expiration(BucketLifecycleConfigurationV2RuleExpirationArgs.builder()
                                .days(days)
                                .build())
                        .build()));
        return rules;
    }

    private static BucketLifecycleConfigurationV2RuleArgs.Builder rule(String id) {
        return BucketLifecycleConfigurationV2RuleArgs.builder()
                .id(id)
                .status("Enabled")
                .filter(BucketLifecycleConfigurationV2RuleFilterArgs.builder()
                        .prefix("")
                        .build());
    }

    private static PolicyDocument policy(Arns arns, Args args) {
        String bucket = arns.bucket(args.part());
        List<Statement> statements = new ArrayList<>();
        statements.add(Statement.denyPlaintext("s3:*", List.of(bucket, bucket + "/*")));
        statements.addAll(args.statements().apply(arns));
        return new PolicyDocument(statements);
    }
}
