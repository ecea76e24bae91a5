package dev.portcullis.infra.identity;

import static dev.portcullis.infra.stack.StackContext.under;

import com.pulumi.aws.kms.Alias;
import com.pulumi.aws.kms.AliasArgs;
import com.pulumi.aws.kms.Key;
import com.pulumi.aws.kms.KeyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import dev.portcullis.infra.iam.AnyResource;
import dev.portcullis.infra.iam.PolicyDocument;
import dev.portcullis.infra.iam.Statement;
import dev.portcullis.infra.stack.Arns;
import dev.portcullis.infra.stack.PrivateBucket;
import dev.portcullis.infra.stack.StackContext;
import java.util.Map;

/**
 * The bucket of the gateway's state, and the key that encrypts both the bucket and the secrets inside the state. The
 * loss of either is the loss of the gateway: both are protected, and no role of this stack can delete them or a
 * version.
 */
final class State extends ComponentResource {
    static final String BUCKET = "state";
    /** A version that was overwritten is a way back; a year is longer than anyone takes to notice. */
    private static final int VERSION_DAYS = 365;

    private final Output<String> bucketName;
    private final Output<String> keyArn;
    private final Output<String> aliasName;

    State(String name, StackContext place) {
        super("portcullis:index:State", name, place.component());
        Key key = new Key(
                name + "-key",
                KeyArgs.builder()
                        .description("Portcullis " + place.names().stack() + ": Pulumi's state and the secrets in it")
                        .enableKeyRotation(true)
                        .deletionWindowInDays(30)
                        .policy(place.policy(State::keyPolicy))
                        .build(),
                under(this).protect(true).retainOnDelete(true).build());
        this.keyArn = key.arn();
        this.aliasName = new Alias(
                        name + "-alias",
                        AliasArgs.builder()
                                .name("alias/" + place.names().of(BUCKET))
                                .targetKeyId(key.keyId())
                                .build(),
                        under(this).build())
                .name();
        this.bucketName = new PrivateBucket(
                        name + "-store",
                        place,
                        PrivateBucket.Args.of(BUCKET).encryptedBy(keyArn).keepingVersions(VERSION_DAYS),
                        ComponentResourceOptions.builder()
                                .parent(this)
                                .protect(true)
                                .build())
                .bucketName();
        registerOutputs(Map.of("bucketName", bucketName, "keyArn", keyArn));
    }

    Output<String> bucketName() {
        return bucketName;
    }

    Output<String> keyArn() {
        return keyArn;
    }

    /** The key's alias, for {@code pulumi stack init --secrets-provider awskms://}. */
    Output<String> aliasName() {
        return aliasName;
    }

    /** Leaves the key to the account's IAM policies, but for what would make it useless. */
    private static PolicyDocument keyPolicy(Arns arns) {
        return PolicyDocument.of(Statement.allow(AnyResource.KeyAdministration).to("AWS", arns.global("iam", "root")));
    }
}
