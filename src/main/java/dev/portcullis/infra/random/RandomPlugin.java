package dev.portcullis.infra.random;

import com.pulumi.resources.CustomResourceOptions;

/** The provider's release. It goes into each request, which is how the engine chooses and installs the plugin. */
final class RandomPlugin {
    /** {@code plugin.json} says the same, for tools that look for plugins before the program runs. */
    static final String VERSION = "4.21.0";

    private RandomPlugin() {}

    static CustomResourceOptions pinned(CustomResourceOptions options, String... secretOutputs) {
        CustomResourceOptions ours = CustomResourceOptions.builder()
                .version(VERSION)
                .additionalSecretOutputs(secretOutputs)
                .build();
        return CustomResourceOptions.merge(ours, options);
    }
}
