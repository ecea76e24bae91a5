package dev.portcullis.infra.cloudflare;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import org.jspecify.annotations.Nullable;

/** Inputs of a DNS record; {@code ttl} is in seconds and 1 means automatic, which a proxied record needs. */
public final class DnsRecordArgs extends ResourceArgs {
    @Import(name = "zoneId")
    @Nullable
    Output<String> zoneId;

    @Import(name = "name", required = true)
    @Nullable
    Output<String> name;

    @Import(name = "type", required = true)
    @Nullable
    Output<String> type;

    @Import(name = "content")
    @Nullable
    Output<String> content;

    @Import(name = "proxied")
    @Nullable
    Output<Boolean> proxied;

    @Import(name = "ttl", required = true)
    @Nullable
    Output<Double> ttl;

    @Import(name = "comment")
    @Nullable
    Output<String> comment;

    private DnsRecordArgs() {}

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private final DnsRecordArgs args = new DnsRecordArgs();

        private Builder() {}

        public Builder zoneId(String zoneId) {
            args.zoneId = Output.of(zoneId);
            return this;
        }

        public Builder name(String name) {
            args.name = Output.of(name);
            return this;
        }

        public Builder type(DnsRecordType type) {
            args.type = Output.of(type.value());
            return this;
        }

        public Builder content(String content) {
            return content(Output.of(content));
        }

        public Builder content(Output<String> content) {
            args.content = content;
            return this;
        }

        public Builder proxied(Boolean proxied) {
            args.proxied = Output.of(proxied);
            return this;
        }

        public Builder ttl(Double ttl) {
            args.ttl = Output.of(ttl);
            return this;
        }

        public Builder comment(String comment) {
            args.comment = Output.of(comment);
            return this;
        }

        public DnsRecordArgs build() {
            return args;
        }
    }
}
