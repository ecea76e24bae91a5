package dev.portcullis.infra.gateway;

import static dev.portcullis.infra.stack.StackContext.under;

import com.pulumi.aws.cloudtrail.Trail;
import com.pulumi.aws.cloudtrail.TrailArgs;
import com.pulumi.aws.s3.BucketObjectLockConfigurationV2;
import com.pulumi.aws.s3.BucketObjectLockConfigurationV2Args;
import com.pulumi.aws.s3.inputs.BucketObjectLockConfigurationV2RuleArgs;
import com.pulumi.aws.s3.inputs.BucketObjectLockConfigurationV2RuleDefaultRetentionArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import dev.portcullis.infra.iam.Statement;
import dev.portcullis.infra.stack.Arns;
import dev.portcullis.infra.stack.PrivateBucket;
import dev.portcullis.infra.stack.Site;
import java.util.List;
import java.util.Map;

/**
 * The record of every act in the account, in every region, in a bucket whose objects cannot be removed before their
 * time: models are called in several regions, so a trail of one would see a part.
 */
public final class Audit extends ComponentResource {
    public static final String BUCKET = "audit";
    private static final String CLOUDTRAIL = "cloudtrail.amazonaws.com";
    private static final int LOCK_DAYS = 90;
    private static final int KEEP_DAYS = 365;

    Audit(String name, Site site) {
        super("portcullis:index:Audit", name, site.component());
        PrivateBucket bucket = new PrivateBucket(
                name + "-trail",
                site.place(),
                PrivateBucket.Args.of(BUCKET).expiringAfter(KEEP_DAYS).lockedFor(Audit::delivery),
                ComponentResourceOptions.builder()
                        .parent(this)
                        .protect(true)
                        .retainOnDelete(true)
                        .build());
        new BucketObjectLockConfigurationV2(
                name + "-lock",
                BucketObjectLockConfigurationV2Args.builder()
                        .bucket(bucket.bucketName())
                        .rule(BucketObjectLockConfigurationV2RuleArgs.builder()
                                .defaultRetention(BucketObjectLockConfigurationV2RuleDefaultRetentionArgs.builder()
                                        .mode("GOVERNANCE")
                                        .days(LOCK_DAYS)
                                        .build())
                                .build())
                        .build(),
                under(this).protect(true).retainOnDelete(true).build());
        Trail trail = new Trail(
                name + "-cloudtrail",
                TrailArgs.builder()
                        .name(site.names().of(Arns.TRAIL))
                        .s3BucketName(bucket.bucketName())
                        .isMultiRegionTrail(true)
                        .includeGlobalServiceEvents(true)
                        .enableLogFileValidation(true)
                        .build(),
                under(this).dependsOn(bucket.policy()).build());
        registerOutputs(Map.of("trailArn", trail.arn()));
    }

    private static List<Statement> delivery(Arns arns) {
        String bucket = arns.bucket(BUCKET);
        return List.of(
                Statement.allow("TrailCheck", List.of("s3:GetBucketAcl"), List.of(bucket))
                        .to("Service", CLOUDTRAIL)
                        .when("StringEquals", "aws:SourceArn", arns.trail()),
                Statement.allow(
                                "TrailWrite",
                                List.of("s3:PutObject"),
                                List.of(bucket + "/AWSLogs/" + arns.account() + "/*"))
                        .to("Service", CLOUDTRAIL)
                        .when("StringEquals", "aws:SourceArn", arns.trail())
                        .when("StringEquals", "s3:x-amz-acl", "bucket-owner-full-control"));
    }
}
