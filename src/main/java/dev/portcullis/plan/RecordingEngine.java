package dev.portcullis.plan;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.pulumi.Context;
import com.pulumi.deployment.internal.InlineDeploymentSettings;
import com.pulumi.internal.PulumiInternal;
import com.pulumi.resources.StackOptions;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import pulumirpc.Resource.RegisterResourceRequest;

/**
 * Runs a program as {@code pulumi preview} would, but against an engine of our own on a free loopback port, which
 * answers every registration with placeholders and remembers it.
 *
 * <p>{@code PulumiInternal} and {@code InlineDeploymentSettings} are public classes of the SDK without a promise of
 * stability: the SDK is pinned, and they are used here only.
 */
public final class RecordingEngine {
    /** The name in {@code Pulumi.yaml}; part of every URN. */
    public static final String PROJECT = "portcullis";

    /** Several mistakes in a program show as a hang, never as an error. */
    private static final long LIMIT_SECONDS = 60;

    private RecordingEngine() {}

    /**
     * Everything that {@code program} declares as the stack {@code stack}.
     *
     * @throws IllegalStateException when the program fails; its message is the program's own
     */
    public static Declared record(String stack, Consumer<Context> program) {
        Recorder recorder = new Recorder(PROJECT, stack);
        EngineLog log = new EngineLog();
        Server server = start(recorder, log);
        try {
            run("127.0.0.1:" + server.getPort(), stack, program, log);
        } finally {
            server.shutdownNow();
        }
        if (!recorder.duplicates().isEmpty()) {
            throw new IllegalStateException("declared twice: " + recorder.duplicates());
        }
        return declared(recorder);
    }

    private static Server start(Recorder recorder, EngineLog log) {
        try {
            return NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .addService(recorder)
                    .addService(log)
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("no port on loopback could be opened", e);
        }
    }

    private static void run(String address, String stack, Consumer<Context> program, EngineLog log) {
        InlineDeploymentSettings settings = InlineDeploymentSettings.builder()
                .monitorAddr(address)
                .engineAddr(address)
                .project(PROJECT)
                .stack(stack)
                .isDryRun(true)
                .config(ImmutableMap.of(Placeholders.SECRET_SETTING, Placeholders.SECRET_VALUE))
                .configSecretKeys(ImmutableSet.of(Placeholders.SECRET_SETTING))
                .build();
        try {
            int exit = PulumiInternal.fromInline(settings, StackOptions.Empty)
                    .runAsync(program)
                    .get(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (exit != 0 || !log.errors().isEmpty()) {
                throw new IllegalStateException("the program failed: " + String.join("; ", log.errors()));
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the program failed: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the program did not end within " + LIMIT_SECONDS + " seconds", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static Declared declared(Recorder recorder) {
        Map<String, RegisterResourceRequest> requests = recorder.requests();
        List<RecordedResource> resources = new ArrayList<>();
        requests.forEach((urn, request) -> resources.add(resource(urn, request, requests)));
        return new Declared(
                resources,
                WireValue.json(recorder.outputs()),
                recorder.asked(),
                Leaks.of(requests, recorder.outputs()));
    }

    private static RecordedResource resource(
            String urn, RegisterResourceRequest request, Map<String, RegisterResourceRequest> all) {
        return new RecordedResource(
                urn,
                request.getType(),
                request.getName(),
                request.getParent(),
                request.getCustom(),
                inherited(request, all, RegisterResourceRequest::hasProtect, RegisterResourceRequest::getProtect),
                inherited(
                        request,
                        all,
                        RegisterResourceRequest::hasRetainOnDelete,
                        RegisterResourceRequest::getRetainOnDelete),
                request.getDeleteBeforeReplace(),
                request.getVersion(),
                request.getDependenciesList().stream().sorted().toList(),
                List.copyOf(request.getIgnoreChangesList()),
                List.copyOf(request.getAdditionalSecretOutputsList()),
                WireValue.json(request.getObject()));
    }

    /** The SDK leaves protect and retainOnDelete unset in a child; the engine takes them from the parent. */
    private static boolean inherited(
            RegisterResourceRequest request,
            Map<String, RegisterResourceRequest> all,
            Predicate<RegisterResourceRequest> has,
            Predicate<RegisterResourceRequest> get) {
        RegisterResourceRequest at = request;
        while (!has.test(at) && all.containsKey(at.getParent())) {
            at = all.get(at.getParent());
        }
        return get.test(at);
    }
}
