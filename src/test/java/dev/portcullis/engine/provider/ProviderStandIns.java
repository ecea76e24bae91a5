package dev.portcullis.engine.provider;

import dev.portcullis.idlestop.MotoServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** One stand-in for each provider that the program uses, and what they were asked to do, in its order. */
public final class ProviderStandIns implements AutoCloseable {
    private final List<ProviderStandIn.Deed> deeds = new CopyOnWriteArrayList<>();
    private final CloudflareAccount cloudflare = new CloudflareAccount();
    private final MotoServer moto;
    private final AwsAccount aws;
    private final List<ProviderStandIn> all;

    /** @param project the folder of the program, to which its files are relative */
    public ProviderStandIns(Path project) {
        this.moto = MotoServer.start();
        this.aws = new AwsAccount(moto.endpoint(), project);
        this.all = List.of(
                ProviderStandIn.start("aws", "6.83.0", aws, deeds),
                ProviderStandIn.start("cloudflare", "6.17.0", cloudflare, deeds),
                ProviderStandIn.start("random", "4.21.0", new RandomAccount(), deeds));
    }

    /** The value of {@code PULUMI_DEBUG_PROVIDERS}. */
    public String addresses() {
        return all.stream().map(ProviderStandIn::address).collect(Collectors.joining(","));
    }

    /** The resources that were created, changed and removed since the last call of this method, in order. */
    public List<ProviderStandIn.Deed> deeds() {
        List<ProviderStandIn.Deed> done = List.copyOf(deeds);
        deeds.clear();
        return done;
    }

    public CloudflareAccount cloudflare() {
        return cloudflare;
    }

    /** The same account for a client of AWS. */
    public URI awsEndpoint() {
        return moto.endpoint();
    }

    @Override
    public void close() {
        all.forEach(ProviderStandIn::close);
        aws.close();
        moto.close();
    }
}
