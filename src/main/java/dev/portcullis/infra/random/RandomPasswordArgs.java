package dev.portcullis.infra.random;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Inputs of a password; a change of any of them draws a new one, {@code keepers} exist for nothing else. */
public final class RandomPasswordArgs extends ResourceArgs {
    @Import(name = "length", required = true)
    @Nullable
    Output<Integer> length;

    @Import(name = "special")
    @Nullable
    Output<Boolean> special;

    @Import(name = "keepers")
    @Nullable
    Output<Map<String, String>> keepers;

    private RandomPasswordArgs() {}

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private final RandomPasswordArgs args = new RandomPasswordArgs();

        private Builder() {}

        public Builder length(Integer length) {
            args.length = Output.of(length);
            return this;
        }

        public Builder special(Boolean special) {
            args.special = Output.of(special);
            return this;
        }

        public Builder keepers(Map<String, String> keepers) {
            args.keepers = Output.of(keepers);
            return this;
        }

        public RandomPasswordArgs build() {
            return args;
        }
    }
}
