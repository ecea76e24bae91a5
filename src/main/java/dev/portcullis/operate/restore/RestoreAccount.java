package dev.portcullis.operate.restore;

import dev.portcullis.input.BadInput;
import dev.portcullis.operate.Aws;
import dev.portcullis.operate.Target;
import dev.portcullis.settings.value.ResourceNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** The parts of the account that a restore takes: the dumps, the folder of the copies, the order and the host's report. */
public final class RestoreAccount implements AutoCloseable {
    private static final String ROLE = "deployer";
    private static final String SEAL = ".seal";
    private static final Pattern BUCKET = Pattern.compile("\"backupBucket\"\\s*:\\s*\"([a-z0-9.-]{3,63})\"");

    private final Target target;
    private final SsmClient ssm;
    private final S3Client s3;
    private final String bucket;

    private RestoreAccount(Target target, SsmClient ssm, S3Client s3) {
        this.target = target;
        this.ssm = ssm;
        this.s3 = s3;
        this.bucket = bucketOf(parameter("desired"));
    }

    /** Credentials and, for tests, an endpoint come from where the SDK looks for them. */
    public static RestoreAccount of(Target target) {
        Region region = Region.of(target.region());
        return new RestoreAccount(
                target,
                SsmClient.builder()
                        .region(region)
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                S3Client.builder()
                        .region(region)
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build());
    }

    @Override
    public void close() {
        ssm.close();
        s3.close();
    }

    /** The backup bucket, whose name no other gateway has. */
    public String bucket() {
        return bucket;
    }

    /** All dumps, the newest first. */
    public List<LedgerDump> dumps() {
        List<S3Object> found = Aws.call(
                "s3:ListBucket on " + bucket,
                ROLE,
                () -> s3
                        .listObjectsV2Paginator(
                                request -> request.bucket(bucket).prefix("dumps/"))
                        .contents()
                        .stream()
                        .toList());
        Set<String> keys = new HashSet<>();
        found.forEach(one -> keys.add(one.key()));
        List<LedgerDump> dumps = new ArrayList<>();
        found.stream()
                .filter(one -> one.key().endsWith(".dump"))
                .map(one -> new LedgerDump(
                        one.key(),
                        one.size(),
                        DumpName.time(one.key()).orElse(one.lastModified()),
                        keys.contains(one.key() + SEAL)))
                .sorted(Comparator.comparing(LedgerDump::at).reversed())
                .forEach(dumps::add);
        return dumps;
    }

    /** Copies a dump of the bucket to where the host may read it; the dump last, so that its seal is there before it. */
    public void handOver(RestoreOrder order, LedgerDump dump) {
        for (String end : List.of(SEAL, "")) {
            Aws.call(
                    "s3:PutObject on " + order.copy(),
                    ROLE,
                    () -> s3.copyObject(request -> request.sourceBucket(bucket)
                            .sourceKey(dump.key() + end)
                            .destinationBucket(bucket)
                            .destinationKey(order.copy() + end)));
        }
    }

    /** Uploads a dump from this machine to where the host may read it. */
    public void handOver(RestoreOrder order, Path dump) {
        for (String end : List.of(SEAL, "")) {
            Aws.call(
                    "s3:PutObject on " + order.copy(),
                    ROLE,
                    () -> s3.putObject(
                            request -> request.bucket(bucket).key(order.copy() + end),
                            dump.resolveSibling(dump.getFileName() + end)));
        }
    }

    /** Lets the host begin. */
    public void give(RestoreOrder order) {
        String name = name("restore");
        Aws.call(
                "ssm:PutParameter on " + name,
                ROLE,
                () -> ssm.putParameter(request -> request.name(name)
                        .value(order.json())
                        .type(ParameterType.STRING)
                        .overwrite(true)));
    }

    /** The last order and its report. */
    public Ordered last() {
        return new Ordered(
                RestoreOrder.parse(name("restore"), parameter("restore")),
                RestoreOutcome.parse(name("restored"), parameter("restored")));
    }

    private String name(String part) {
        return new ResourceNames(target.stack()).parameter(part);
    }

    private String parameter(String part) {
        String name = name(part);
        return Aws.call("ssm:GetParameter on " + name, ROLE, () -> {
            try {
                return ssm.getParameter(request -> request.name(name))
                        .parameter()
                        .value();
            } catch (ParameterNotFoundException e) {
                throw new BadInput(
                        "stack " + target.stack(), "the parameter " + name, "none", "Run 'pulumi up', which makes it");
            }
        });
    }

    private String bucketOf(String desired) {
        return BUCKET.matcher(desired)
                .results()
                .findFirst()
                .map(found -> found.group(1))
                .orElseThrow(() -> new BadInput(
                        name("desired"), "the name of the backup bucket", "none", "Run 'pulumi up', which writes it"));
    }
}
