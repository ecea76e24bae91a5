package dev.portcullis.infra.cloudflare;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import org.jspecify.annotations.Nullable;

/** Inputs of a zone setting; ids and the keys of nested values are in snake_case, as the API has them. */
public final class ZoneSettingArgs extends ResourceArgs {
    @Import(name = "zoneId")
    @Nullable
    Output<String> zoneId;

    @Import(name = "settingId", required = true)
    @Nullable
    Output<String> settingId;

    @Import(name = "value", required = true)
    @Nullable
    Output<Object> value;

    private ZoneSettingArgs() {}

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private final ZoneSettingArgs args = new ZoneSettingArgs();

        private Builder() {}

        public Builder zoneId(String zoneId) {
            args.zoneId = Output.of(zoneId);
            return this;
        }

        public Builder settingId(String settingId) {
            args.settingId = Output.of(settingId);
            return this;
        }

        public Builder value(Object value) {
            args.value = Output.of(value);
            return this;
        }

        public ZoneSettingArgs build() {
            return args;
        }
    }
}
