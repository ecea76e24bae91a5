package dev.portcullis.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.pulumi.test.Mocks;
import com.pulumi.test.PulumiTest;
import com.pulumi.test.TestOptions;
import com.pulumi.test.TestResult;
import dev.portcullis.infra.stack.Blueprint;
import dev.portcullis.plan.ExampleStack;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The only caller of Pulumi's test runner: every output has a value here, as after a real {@code up}, so that what is
 * computed from outputs runs. It always throws when the program failed or logged an error, and always cleans up.
 */
public final class Stacks implements Mocks {
    private static final Map<String, Map<String, Object>> ANSWERS = Map.of(
            "aws:index/getCallerIdentity:getCallerIdentity", Map.of("accountId", "123456789012"),
            "aws:ec2/getAmi:getAmi", Map.of("id", "ami-0123456789abcdef0"),
            "cloudflare:index/getBotManagement:getBotManagement", Map.of("isRobotsTxtManaged", true),
            "cloudflare:index/getZeroTrustOrganization:getZeroTrustOrganization",
                    Map.of("authDomain", "example.cloudflareaccess.com"),
            "cloudflare:index/getZeroTrustTunnelCloudflaredToken:getZeroTrustTunnelCloudflaredToken",
                    Map.of("token", "a-run-token"));

    /** Outputs that are known only after a resource exists, by the last part of its type. */
    private static final Map<String, Map<String, Object>> OUTPUTS = Map.ofEntries(
            Map.entry("Parameter", Map.of("version", 3)),
            Map.entry("ZeroTrustAccessServiceToken", Map.of("clientId", "id.access", "clientSecret", "cfast_x")),
            Map.entry("ZeroTrustAccessApplication", Map.of("aud", "0a1b")),
            Map.entry("RandomPassword", Map.of("result", "generated")),
            Map.entry("Instance", Map.of("arn", "arn:aws:ec2:eu-west-1:123456789012:instance/i-1")),
            Map.entry("Role", Map.of("arn", "arn:aws:iam::123456789012:role/x")),
            Map.entry("Topic", Map.of("arn", "arn:aws:sns:eu-west-1:123456789012:x")),
            Map.entry("EventRule", Map.of("arn", "arn:aws:events:eu-west-1:123456789012:rule/x")),
            Map.entry("Function", Map.of("arn", "arn:aws:lambda:eu-west-1:123456789012:function:x")),
            Map.entry("FunctionUrl", Map.of("functionUrl", "https://x.lambda-url.eu-west-1.on.aws/")),
            Map.entry("Trail", Map.of("arn", "arn:aws:cloudtrail:eu-west-1:123456789012:trail/x")));

    private final List<ResourceArgs> registered = new CopyOnWriteArrayList<>();

    private Stacks() {}

    /** The inputs of every resource, by its logical name. */
    public static Map<String, Map<String, Object>> declare(Map<String, Object> changes) {
        Stacks mocks = new Stacks();
        Blueprint blueprint = ExampleStack.blueprint(changes);
        try {
            TestResult result = PulumiTest.withOptions(TestOptions.builder()
                            .projectName("portcullis")
                            .stackName("dev")
                            .preview(false)
                            .build())
                    .withMocks(mocks)
                    .runTest(context -> Program.declare(context, blueprint));
            result.throwOnError();
            assertThat(result.errors()).isEmpty();
        } finally {
            PulumiTest.cleanup();
        }
        Map<String, Map<String, Object>> inputs = new HashMap<>();
        mocks.registered.forEach(args -> inputs.put(args.name, args.inputs));
        return inputs;
    }

    @Override
    public CompletableFuture<ResourceResult> newResourceAsync(ResourceArgs args) {
        registered.add(args);
        Map<String, Object> state = new HashMap<>(args.inputs);
        state.putAll(OUTPUTS.getOrDefault(args.type.substring(args.type.lastIndexOf(':') + 1), Map.of()));
        return CompletableFuture.completedFuture(
                ResourceResult.of(Optional.of(args.name + "-id"), ImmutableMap.copyOf(state)));
    }

    @Override
    public CompletableFuture<Map<String, Object>> callAsync(CallArgs args) {
        Map<String, Object> answer = ANSWERS.get(args.token);
        return answer == null
                ? CompletableFuture.failedFuture(new IllegalStateException("no answer for " + args.token))
                : CompletableFuture.completedFuture(answer);
    }
}
