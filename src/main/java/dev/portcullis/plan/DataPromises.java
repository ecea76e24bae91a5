package dev.portcullis.plan;

import dev.portcullis.release.UserData;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The promises about disks, buckets and secrets. */
final class DataPromises {
    private static final String VOLUME = "aws:ebs/volume:Volume";
    private static final String INSTANCE = "aws:ec2/instance:Instance";
    private static final String BUCKET = "aws:s3/bucketV2:BucketV2";
    private static final String PARAMETER = "aws:ssm/parameter:Parameter";
    private static final List<String> CLOSED =
            List.of("blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets");

    private static final Promise BUCKETS = new Promise(
                    "every bucket is encrypted, private, versioned and refuses plaintext",
                    (declared, blueprint) -> weakBuckets(declared))
            .about(BUCKET);

    private static final Promise SECRETS = new Promise(
            "no secret stands in user data, outputs or plain state", (declared, blueprint) -> exposedSecrets(declared));

    static final List<Promise> ALL = List.of(
            new Promise("every volume is encrypted", (declared, blueprint) -> plainVolumes(declared))
                    .about(VOLUME, INSTANCE),
            BUCKETS,
            new Promise(
                            "the data volume is protected and kept on delete",
                            (declared, blueprint) -> declared.ofType(VOLUME)
                                    .filter(volume -> !volume.protect() || !volume.retainOnDelete())
                                    .map(RecordedResource::urn)
                                    .toList())
                    .about(VOLUME),
            SECRETS);

    static final List<Promise> EVERYWHERE = List.of(BUCKETS, SECRETS);

    private DataPromises() {}

    private static List<String> plainVolumes(Declared declared) {
        List<String> plain = new ArrayList<>();
        declared.ofType(VOLUME)
                .filter(volume -> !volume.text("encrypted").equals("true"))
                .forEach(volume -> plain.add(volume.urn()));
        declared.ofType(INSTANCE)
                .filter(instance ->
                        !instance.text("rootBlockDevice", "encrypted").equals("true")
                                || instance.input("ebsBlockDevices").isPresent())
                .forEach(instance -> plain.add(instance.urn() + " (its own disks)"));
        return plain;
    }

    private static List<String> weakBuckets(Declared declared) {
        List<String> weak = new ArrayList<>();
        declared.ofType(BUCKET).forEach(bucket -> {
            String name = bucket.text("bucket");
            if (!has(declared, "BucketServerSideEncryptionConfigurationV2", name)
                    || !isClosed(declared, name)
                    || !isVersioned(declared, name)
                    || !refusesPlaintext(declared, name)) {
                weak.add(bucket.urn());
            }
        });
        return weak;
    }

    private static boolean has(Declared declared, String shortType, String bucket) {
        return declared.custom()
                .anyMatch(resource -> resource.shortType().equals(shortType)
                        && resource.text("bucket").equals(bucket));
    }

    private static boolean isClosed(Declared declared, String bucket) {
        return declared.custom()
                .filter(resource -> resource.shortType().equals("BucketPublicAccessBlock"))
                .filter(block -> block.text("bucket").equals(bucket))
                .anyMatch(
                        block -> CLOSED.stream().allMatch(key -> block.text(key).equals("true")));
    }

    private static boolean isVersioned(Declared declared, String bucket) {
        return declared.custom()
                .filter(resource -> resource.shortType().equals("BucketVersioningV2"))
                .filter(versioning -> versioning.text("bucket").equals(bucket))
                .anyMatch(versioning ->
                        versioning.text("versioningConfiguration", "status").equals("Enabled"));
    }

    private static boolean refusesPlaintext(Declared declared, String bucket) {
        return Rights.of(declared)
                .filter(right -> right.resource().text("bucket").equals(bucket))
                .anyMatch(right -> right.effect().equals("Deny")
                        && right.actions().contains("s3:*")
                        && right.principal().equals("\"*\"")
                        && right.resources()
                                .containsAll(List.of("arn:aws:s3:::" + bucket, "arn:aws:s3:::" + bucket + "/*"))
                        && right.condition().equals("{\"Bool\":{\"aws:SecureTransport\":[\"false\"]}}"));
    }

    private static List<String> exposedSecrets(Declared declared) {
        List<String> exposed = new ArrayList<>(declared.leaks());
        declared.ofType(PARAMETER)
                .filter(parameter -> parameter.text("type").equals("SecureString"))
                .filter(parameter -> !parameter.text("value").equals(WireValue.REDACTED))
                .forEach(parameter -> exposed.add(parameter.urn() + " value"));
        declared.ofType(INSTANCE)
                .filter(instance ->
                        instance.text("userData").getBytes(StandardCharsets.UTF_8).length > UserData.MAX_BYTES
                                || instance.text("userData").equals(WireValue.REDACTED))
                .forEach(instance -> exposed.add(instance.urn() + " userData"));
        return exposed;
    }
}
