package dev.portcullis.infra.random;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Export;
import com.pulumi.core.annotations.ResourceType;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;

/** A password drawn once and kept in the state. */
@ResourceType(type = RandomPassword.TOKEN)
@SuppressWarnings("NullAway.Init") // the SDK fills the outputs by reflection, before this constructor's body
public final class RandomPassword extends CustomResource {
    static final String TOKEN = "random:index/randomPassword:RandomPassword";

    @Export(name = "result", refs = String.class, tree = "[0]")
    private Output<String> result;

    @Export(name = "bcryptHash", refs = String.class, tree = "[0]")
    private Output<String> bcryptHash;

    public RandomPassword(String name, RandomPasswordArgs args, CustomResourceOptions options) {
        super(TOKEN, name, args, RandomPlugin.pinned(options, "bcryptHash", "result"));
    }

    public Output<String> result() {
        return result;
    }

    public Output<String> bcryptHash() {
        return bcryptHash;
    }
}
