package dev.portcullis.infra.identity;

import dev.portcullis.infra.iam.AnyResource;
import dev.portcullis.infra.iam.PolicyDocument;
import dev.portcullis.infra.iam.Statement;
import java.util.List;

/**
 * The rights that Pulumi's own back end needs in the state bucket, for the objects of the one gateway stack; the layout
 * is that of {@code pkg/backend/diy} in Pulumi's sources. No right reaches another stack's objects, the bucket itself,
 * a version that was overwritten, or the key's existence.
 */
final class StateRights {
    /** The name in {@code Pulumi.yaml}, which is a folder of the state. */
    private static final String PROJECT = "portcullis";

    private StateRights() {}

    /** A preview without refresh reads and decrypts; it takes no lock, writes nothing, and asks AWS for the image only. */
    static PolicyDocument preview(RightsContext facts) {
        return PolicyDocument.of(list(facts), read(facts), decrypt(facts), Statement.allow(AnyResource.FindImage));
    }

    static PolicyDocument update(RightsContext facts) {
        return PolicyDocument.of(
                list(facts),
                read(facts),
                decrypt(facts),
                Statement.allow(
                        "WriteState",
                        List.of("s3:DeleteObject", "s3:PutObject"),
                        List.of(
                                object(facts, "stacks/" + PROJECT + "/" + facts.stack() + ".*"),
                                object(facts, "locks/organization/" + PROJECT + "/" + facts.stack() + "/*"),
                                object(facts, "history/" + PROJECT + "/" + facts.stack() + "/*"),
                                object(facts, "backups/" + PROJECT + "/" + facts.stack() + "/*"),
                                object(facts, "journal/" + PROJECT + "/" + facts.stack() + "/*"))),
                Statement.allow("EncryptState", List.of("kms:GenerateDataKey"), List.of(facts.stateKey())));
    }

    private static Statement list(RightsContext facts) {
        return Statement.allow(
                "ListState", List.of("s3:ListBucket"), List.of(facts.identity().bucket(State.BUCKET)));
    }

    private static Statement read(RightsContext facts) {
        return Statement.allow(
                "ReadState",
                List.of("s3:GetObject"),
                List.of(
                        object(facts, "meta.yaml"),
                        object(facts, "stacks/" + PROJECT + "/" + facts.stack() + ".*"),
                        object(facts, "locks/organization/" + PROJECT + "/" + facts.stack() + "/*"),
                        object(facts, "history/" + PROJECT + "/" + facts.stack() + "/*"),
                        object(facts, "backups/" + PROJECT + "/" + facts.stack() + "/*"),
                        object(facts, "journal/" + PROJECT + "/" + facts.stack() + "/*")));
    }

    private static Statement decrypt(RightsContext facts) {
        return Statement.allow("DecryptState", List.of("kms:Decrypt"), List.of(facts.stateKey()));
    }

    private static String object(RightsContext facts, String key) {
        return facts.identity().bucket(State.BUCKET) + "/.pulumi/" + key;
    }
}
