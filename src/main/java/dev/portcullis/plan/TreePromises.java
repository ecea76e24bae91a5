package dev.portcullis.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The promises about the declaration itself. */
final class TreePromises {
    static final List<Promise> EVERYWHERE = List.of(
            new Promise("every resource has a component as its parent", (declared, blueprint) -> orphans(declared)));

    static final List<Promise> GATEWAY = List.of(new Promise(
                    "the instance waits for its rights, secrets, bundle and volume",
                    (declared, blueprint) -> hasty(declared))
            .about("aws:ec2/instance:Instance"));

    private TreePromises() {}

    private static List<String> orphans(Declared declared) {
        Map<String, RecordedResource> byUrn =
                declared.resources().stream().collect(Collectors.toMap(RecordedResource::urn, Function.identity()));
        return declared.custom()
                .filter(resource -> {
                    RecordedResource parent = byUrn.get(resource.parent());
                    return parent == null || parent.custom() || parent.isStack();
                })
                .map(RecordedResource::urn)
                .toList();
    }

    private static List<String> hasty(Declared declared) {
        List<String> missing = new ArrayList<>();
        declared.ofType("aws:ec2/instance:Instance").forEach(instance -> {
            for (String type : List.of(
                    "aws:iam/rolePolicy:RolePolicy",
                    "aws:ssm/parameter:Parameter",
                    "aws:s3/bucketObjectv2:BucketObjectv2",
                    "aws:ebs/volume:Volume")) {
                declared.ofType(type)
                        .filter(TreePromises::concernsHost)
                        .filter(needed -> !instance.dependsOn().contains(needed.urn()))
                        .forEach(needed -> missing.add(instance.urn() + " does not wait for " + needed.name()));
            }
        });
        return missing;
    }

    private static boolean concernsHost(RecordedResource resource) {
        return !resource.name().startsWith("idle-")
                && !resource.name().startsWith("breaker-")
                && !resource.name().startsWith("awake-")
                && !resource.name().startsWith("wake-")
                && !resource.name().equals("host-snapshot-rights");
    }
}
