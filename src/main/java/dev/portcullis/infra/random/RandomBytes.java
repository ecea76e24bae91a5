package dev.portcullis.infra.random;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Export;
import com.pulumi.core.annotations.ResourceType;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;

/** Random bytes drawn once and kept in the state. */
@ResourceType(type = RandomBytes.TOKEN)
@SuppressWarnings("NullAway.Init") // the SDK fills the outputs by reflection, before this constructor's body
public final class RandomBytes extends CustomResource {
    static final String TOKEN = "random:index/randomBytes:RandomBytes";

    @Export(name = "base64", refs = String.class, tree = "[0]")
    private Output<String> base64;

    public RandomBytes(String name, RandomBytesArgs args, CustomResourceOptions options) {
        super(TOKEN, name, args, RandomPlugin.pinned(options, "base64", "hex"));
    }

    public Output<String> base64() {
        return base64;
    }
}
