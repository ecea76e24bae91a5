package dev.portcullis.infra.cloudflare;

import com.pulumi.core.annotations.ResourceType;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;

/** A DNS record. */
@ResourceType(type = DnsRecord.TOKEN)
public final class DnsRecord extends CustomResource {
    static final String TOKEN = "cloudflare:index/dnsRecord:DnsRecord";

    public DnsRecord(String name, DnsRecordArgs args, CustomResourceOptions options) {
        super(TOKEN, name, args, CloudflarePlugin.pinned(options));
    }
}
