package dev.portcullis.infra.stack;

import com.pulumi.aws.Provider;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.portcullis.infra.iam.PolicyDocument;
import dev.portcullis.settings.value.ResourceNames;
import java.util.function.Function;

/**
 * The place of a stack of either kind: its names, its region, and the AWS account.
 *
 * @param arns known after the account was asked for; in a plan, of an account that does not exist
 */
public record StackContext(ResourceNames names, String region, Output<Arns> arns, Provider aws) {

    /** A policy whose resources are named before they exist. */
    public Output<String> policy(Function<Arns, PolicyDocument> document) {
        return arns.applyValue(known -> document.apply(known).json());
    }

    public ComponentResourceOptions component() {
        return ComponentResourceOptions.builder().provider(aws).build();
    }

    /** The options of a component's child; a child without its parent would vanish from the tree. */
    public static CustomResourceOptions.Builder under(Resource parent) {
        return CustomResourceOptions.builder().parent(parent);
    }
}
