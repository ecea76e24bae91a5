package dev.portcullis.infra.identity;

import dev.portcullis.infra.gateway.Audit;
import dev.portcullis.infra.gateway.SessionDocuments;
import dev.portcullis.infra.gateway.Storage;
import dev.portcullis.infra.iam.AnyResource;
import dev.portcullis.infra.iam.Statement;
import dev.portcullis.infra.stack.Arns;
import java.util.List;

/**
 * CI's rights for buckets, parameters and session documents. It gets no {@code s3:DeleteObject} anywhere: bundles are
 * kept, dumps expire by themselves, and the trail's bucket it may not even delete when empty.
 */
final class DeployStorage {
    private DeployStorage() {}

    static List<Deployable> rows(RightsContext facts) {
        Arns gateway = facts.gateway();
        List<String> buckets =
                List.of(gateway.bucket(Storage.BUNDLES), gateway.bucket(Storage.BACKUPS), gateway.bucket(Audit.BUCKET));
        Statement find = buckets("FindBucket", buckets, "s3:ListBucket");
        return List.of(
                Deployable.of(
                        "aws:s3/bucketV2:BucketV2",
                        find,
                        // The provider reads a bucket whole, whatever is declared of it.
                        buckets(
                                "KeepBucket",
                                buckets,
                                "s3:CreateBucket",
                                "s3:GetAccelerateConfiguration",
                                "s3:GetBucketAcl",
                                "s3:GetBucketCORS",
                                "s3:GetBucketLogging",
                                "s3:GetBucketRequestPayment",
                                "s3:GetBucketTagging",
                                "s3:GetBucketWebsite",
                                "s3:GetReplicationConfiguration",
                                "s3:PutBucketTagging"),
                        buckets("DropBucket", buckets.subList(0, 2), "s3:DeleteBucket")),
                setting(
                        "BucketPublicAccessBlock",
                        find,
                        "Closure",
                        buckets,
                        "s3:GetBucketPublicAccessBlock",
                        "s3:PutBucketPublicAccessBlock"),
                setting(
                        "BucketOwnershipControls",
                        find,
                        "Ownership",
                        buckets,
                        "s3:GetBucketOwnershipControls",
                        "s3:PutBucketOwnershipControls"),
                setting(
                        "BucketServerSideEncryptionConfigurationV2",
                        find,
                        "Encryption",
                        buckets,
                        "s3:GetEncryptionConfiguration",
                        "s3:PutEncryptionConfiguration"),
                setting(
                        "BucketVersioningV2",
                        find,
                        "Versioning",
                        buckets,
                        "s3:GetBucketVersioning",
                        "s3:PutBucketVersioning"),
                setting(
                        "BucketLifecycleConfigurationV2",
                        find,
                        "Lifecycle",
                        buckets,
                        "s3:GetLifecycleConfiguration",
                        "s3:PutLifecycleConfiguration"),
                setting(
                        "BucketPolicy",
                        find,
                        "BucketPolicy",
                        buckets,
                        "s3:DeleteBucketPolicy",
                        "s3:GetBucketPolicy",
                        "s3:PutBucketPolicy"),
                setting(
                        "BucketObjectLockConfigurationV2",
                        find,
                        "ObjectLock",
                        buckets,
                        "s3:GetBucketObjectLockConfiguration",
                        "s3:PutBucketObjectLockConfiguration"),
                Deployable.of(
                        "aws:s3/bucketObjectv2:BucketObjectv2",
                        find,
                        Statement.allow(
                                "KeepBundle",
                                List.of("s3:GetObject", "s3:GetObjectTagging", "s3:PutObject", "s3:PutObjectTagging"),
                                List.of(gateway.bucket(Storage.BUNDLES) + "/bundles/*"))),
                Deployable.of(
                        "aws:ssm/parameter:Parameter",
                        Statement.allow(AnyResource.ListBeforeRead),
                        Statement.allow(
                                "KeepParameter",
                                List.of(
                                        "ssm:AddTagsToResource",
                                        "ssm:DeleteParameter",
                                        "ssm:GetParameter",
                                        "ssm:ListTagsForResource",
                                        "ssm:PutParameter",
                                        "ssm:RemoveTagsFromResource"),
                                List.of(gateway.parameter("*")))),
                Deployable.of(
                        "aws:ssm/document:Document",
                        Statement.allow(
                                "KeepDocument",
                                List.of(
                                        "ssm:AddTagsToResource",
                                        "ssm:CreateDocument",
                                        "ssm:DeleteDocument",
                                        "ssm:DescribeDocument",
                                        "ssm:DescribeDocumentPermission",
                                        "ssm:GetDocument",
                                        "ssm:ListTagsForResource",
                                        "ssm:RemoveTagsFromResource",
                                        "ssm:UpdateDocument",
                                        "ssm:UpdateDocumentDefaultVersion"),
                                List.of(
                                        facts.named("ssm", "document/", SessionDocuments.ADMIN_FORWARD),
                                        facts.named("ssm", "document/", SessionDocuments.SHELL)))));
    }

    private static Deployable setting(
            String shortType, Statement find, String sid, List<String> buckets, String... actions) {
        String module = Character.toLowerCase(shortType.charAt(0)) + shortType.substring(1);
        return Deployable.of("aws:s3/" + module + ":" + shortType, find, buckets(sid, buckets, actions));
    }

    private static Statement buckets(String sid, List<String> buckets, String... actions) {
        return Statement.allow(sid, List.of(actions), buckets);
    }
}
