package dev.portcullis.infra.stack;

import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleAbortIncompleteMultipartUploadArgs;
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleArgs;
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleExpirationArgs;
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleFilterArgs;
import com.pulumi.aws.s3.inputs.BucketLifecycleConfigurationV2RuleNoncurrentVersionExpirationArgs;
import com.pulumi.aws.s3.inputs.BucketServerSideEncryptionConfigurationV2RuleApplyServerSideEncryptionByDefaultArgs;
import com.pulumi.aws.s3.inputs.BucketServerSideEncryptionConfigurationV2RuleArgs;
import java.util.ArrayList;
import java.util.List;

/** The rules by which a bucket keeps objects: for how long, and encrypted with which key. */
final class BucketRules {
    private BucketRules() {}

    static List<BucketLifecycleConfigurationV2RuleArgs> lifecycle(PrivateBucket.Args args) {
        List<BucketLifecycleConfigurationV2RuleArgs> rules = new ArrayList<>();
        rules.add(rule("leftovers")
                .noncurrentVersionExpiration(BucketLifecycleConfigurationV2RuleNoncurrentVersionExpirationArgs.builder()
                        .noncurrentDays(args.noncurrentDays())
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

    static BucketServerSideEncryptionConfigurationV2RuleArgs encryption(PrivateBucket.Args args) {
        var byDefault = BucketServerSideEncryptionConfigurationV2RuleApplyServerSideEncryptionByDefaultArgs.builder()
                .sseAlgorithm(args.key().isPresent() ? "aws:kms" : "AES256");
        var rule = BucketServerSideEncryptionConfigurationV2RuleArgs.builder();
        args.key().ifPresent(key -> {
            byDefault.kmsMasterKeyId(key);
            // One call to KMS then serves many objects.
            rule.bucketKeyEnabled(true);
        });
        return rule.applyServerSideEncryptionByDefault(byDefault.build()).build();
    }

    private static BucketLifecycleConfigurationV2RuleArgs.Builder rule(String id) {
        return BucketLifecycleConfigurationV2RuleArgs.builder()
                .id(id)
                .status("Enabled")
                .filter(BucketLifecycleConfigurationV2RuleFilterArgs.builder()
                        .prefix("")
                        .build());
    }
}
