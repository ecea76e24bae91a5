package dev.portcullis.infra.cloudflare;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import org.jspecify.annotations.Nullable;

/** Inputs of a route: the addresses of a zone whose requests a Worker gets. */
public final class WorkersRouteArgs extends ResourceArgs {
    @Import(name = "zoneId")
    @Nullable
    Output<String> zoneId;

    @Import(name = "pattern", required = true)
    @Nullable
    Output<String> pattern;

    @Import(name = "script")
    @Nullable
    Output<String> script;

    private WorkersRouteArgs() {}

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private final WorkersRouteArgs args = new WorkersRouteArgs();

        private Builder() {}

        public Builder zoneId(String zoneId) {
            args.zoneId = Output.of(zoneId);
            return this;
        }

        public Builder pattern(String pattern) {
            args.pattern = Output.of(pattern);
            return this;
        }

        public Builder script(Output<String> script) {
            args.script = script;
            return this;
        }

        public WorkersRouteArgs build() {
            return args;
        }
    }
}
