package dev.portcullis.infra.random;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Inputs of random bytes; a change of any of them draws new ones, {@code keepers} exist for nothing else. */
public final class RandomBytesArgs extends ResourceArgs {
    @Import(name = "length", required = true)
    @Nullable
    Output<Integer> length;

    @Import(name = "keepers")
    @Nullable
    Output<Map<String, String>> keepers;

    private RandomBytesArgs() {}

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private final RandomBytesArgs args = new RandomBytesArgs();

        private Builder() {}

        public Builder length(Integer length) {
            args.length = Output.of(length);
            return this;
        }

        public Builder keepers(Map<String, String> keepers) {
            args.keepers = Output.of(keepers);
            return this;
        }

        public RandomBytesArgs build() {
            return args;
        }
    }
}
