package dev.portcullis.engine.provider;

import com.google.protobuf.Empty;
import com.google.protobuf.Struct;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import pulumirpc.Plugin.PluginAttach;
import pulumirpc.Plugin.PluginInfo;
import pulumirpc.Provider.CheckFailure;
import pulumirpc.Provider.CheckRequest;
import pulumirpc.Provider.CheckResponse;
import pulumirpc.Provider.ConfigureRequest;
import pulumirpc.Provider.ConfigureResponse;
import pulumirpc.Provider.CreateRequest;
import pulumirpc.Provider.CreateResponse;
import pulumirpc.Provider.DeleteRequest;
import pulumirpc.Provider.DiffRequest;
import pulumirpc.Provider.DiffResponse;
import pulumirpc.Provider.InvokeRequest;
import pulumirpc.Provider.InvokeResponse;
import pulumirpc.Provider.ReadRequest;
import pulumirpc.Provider.ReadResponse;
import pulumirpc.Provider.UpdateRequest;
import pulumirpc.Provider.UpdateResponse;
import pulumirpc.ResourceProviderGrpc.ResourceProviderImplBase;

/**
 * A provider on loopback that the engine attaches to instead of starting the plugin of its name: it refuses, plans and
 * replaces by rules, and remembers in which order things were made and removed.
 */
public final class ProviderStandIn extends ResourceProviderImplBase implements AutoCloseable {
    /**
     * A change that was made.
     *
     * @param name the resource's name in the program
     */
    public record Deed(String verb, String type, String name) {}

    private final String name;
    private final String version;
    private final Account account;
    private final List<Deed> deeds;
    private final Server server;

    private ProviderStandIn(String name, String version, Account account, List<Deed> deeds) {
        this.name = name;
        this.version = version;
        this.account = account;
        this.deeds = deeds;
        try {
            this.server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .maxInboundMessageSize(64 << 20)
                    .addService(this)
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ProviderStandIn start(String name, String version, Account account, List<Deed> deeds) {
        return new ProviderStandIn(name, version, account, deeds);
    }

    /** As {@code PULUMI_DEBUG_PROVIDERS} lists it. */
    String address() {
        return name + ":" + server.getPort();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    @Override
    public void attach(PluginAttach request, StreamObserver<Empty> observer) {
        answer(observer, Empty::getDefaultInstance);
    }

    @Override
    public void getPluginInfo(Empty request, StreamObserver<PluginInfo> observer) {
        answer(observer, () -> PluginInfo.newBuilder().setVersion(version).build());
    }

    @Override
    public void checkConfig(CheckRequest request, StreamObserver<CheckResponse> observer) {
        answer(
                observer,
                () -> CheckResponse.newBuilder().setInputs(request.getNews()).build());
    }

    @Override
    public void diffConfig(DiffRequest request, StreamObserver<DiffResponse> observer) {
        answer(
                observer,
                () -> DiffResponse.newBuilder()
                        .setChanges(
                                request.getOlds().equals(request.getNews())
                                        ? DiffResponse.DiffChanges.DIFF_NONE
                                        : DiffResponse.DiffChanges.DIFF_SOME)
                        .build());
    }

    @Override
    public void configure(ConfigureRequest request, StreamObserver<ConfigureResponse> observer) {
        answer(observer, () -> {
            account.configure(plain(request.getArgs()));
            return ConfigureResponse.newBuilder().setSupportsPreview(true).build();
        });
    }

    @Override
    public void cancel(Empty request, StreamObserver<Empty> observer) {
        answer(observer, Empty::getDefaultInstance);
    }

    @Override
    public void invoke(InvokeRequest request, StreamObserver<InvokeResponse> observer) {
        answer(
                observer,
                () -> InvokeResponse.newBuilder()
                        .setReturn(struct(account.invoke(request.getTok(), plain(request.getArgs()))))
                        .build());
    }

    @Override
    public void check(CheckRequest request, StreamObserver<CheckResponse> observer) {
        answer(observer, () -> {
            String type = type(request.getUrn());
            Map<String, Object> inputs =
                    Autonames.named(type, name(request.getUrn()), plain(request.getNews()), plain(request.getOlds()));
            CheckResponse.Builder response = CheckResponse.newBuilder().setInputs(struct(inputs));
            new RuledProvider(type)
                    .check(inputs)
                    .forEach(refusal -> response.addFailures(CheckFailure.newBuilder()
                            .setProperty(refusal.property())
                            .setReason("expected " + refusal.expected() + ", got " + refusal.given() + " ("
                                    + refusal.rule() + ")")));
            return response.build();
        });
    }

    @Override
    public void diff(DiffRequest request, StreamObserver<DiffResponse> observer) {
        answer(
                observer,
                () -> new Planning(new RuledProvider(type(request.getUrn())))
                        .diff(plain(request.getOlds()), plain(request.getOldInputs()), plain(request.getNews())));
    }

    @Override
    public void create(CreateRequest request, StreamObserver<CreateResponse> observer) {
        answer(observer, () -> {
            String type = type(request.getUrn());
            Map<String, Object> inputs = plain(request.getProperties());
            Map<String, Object> planned = new RuledProvider(type).planned(inputs, Map.of(), Map.of());
            if (request.getPreview()) {
                return CreateResponse.newBuilder()
                        .setProperties(struct(planned))
                        .build();
            }
            Map<String, Object> made = account.create(type, planned);
            deeds.add(new Deed("create", type, name(request.getUrn())));
            return CreateResponse.newBuilder()
                    .setId(String.valueOf(made.get("id")))
                    .setProperties(struct(made))
                    .build();
        });
    }

    @Override
    public void update(UpdateRequest request, StreamObserver<UpdateResponse> observer) {
        answer(observer, () -> {
            String type = type(request.getUrn());
            Map<String, Object> before = plain(request.getOlds());
            Map<String, Object> planned =
                    new RuledProvider(type).planned(plain(request.getNews()), plain(request.getOldInputs()), before);
            if (request.getPreview()) {
                return updated(planned);
            }
            Map<String, Object> changed = account.update(type, request.getId(), before, planned);
            deeds.add(new Deed("update", type, name(request.getUrn())));
            return updated(changed);
        });
    }

    @Override
    public void read(ReadRequest request, StreamObserver<ReadResponse> observer) {
        answer(observer, () -> {
            String type = type(request.getUrn());
            Map<String, Object> before = plain(request.getProperties());
            Optional<Map<String, Object>> now = account.read(type, request.getId(), before)
                    .map(state -> new RuledProvider(type).refreshed(state, before));
            ReadResponse.Builder response = ReadResponse.newBuilder();
            now.ifPresent(state -> response.setId(request.getId())
                    .setProperties(struct(state))
                    .setInputs(struct(kept(plain(request.getInputs()), state))));
            return response.build();
        });
    }

    @Override
    public void delete(DeleteRequest request, StreamObserver<Empty> observer) {
        answer(observer, () -> {
            account.delete(type(request.getUrn()), request.getId(), plain(request.getProperties()));
            deeds.add(new Deed("delete", type(request.getUrn()), name(request.getUrn())));
            return Empty.getDefaultInstance();
        });
    }

    /** The inputs that were sent, with the values that the service has now. */
    private static Map<String, Object> kept(Map<String, Object> inputs, Map<String, Object> state) {
        Map<String, Object> kept = new LinkedHashMap<>();
        inputs.forEach((key, value) -> kept.put(key, state.getOrDefault(key, value)));
        return kept;
    }

    private static UpdateResponse updated(Map<String, Object> state) {
        return UpdateResponse.newBuilder().setProperties(struct(state)).build();
    }

    private static String type(String urn) {
        String types = urn.split("::", -1)[2];
        return types.substring(types.lastIndexOf('$') + 1);
    }

    private static String name(String urn) {
        return urn.split("::", -1)[3];
    }

    private static Map<String, Object> plain(Struct struct) {
        return PropertyValues.plain(struct);
    }

    private static Struct struct(Map<String, Object> plain) {
        return PropertyValues.struct(plain);
    }

    private static <T> void answer(StreamObserver<T> observer, Supplier<T> answer) {
        try {
            T value = answer.get();
            observer.onNext(value);
            observer.onCompleted();
        } catch (RefusedByService e) {
            observer.onError(Status.UNKNOWN.withDescription(e.getMessage()).asRuntimeException());
        } catch (RuntimeException e) {
            observer.onError(Status.INTERNAL
                    .withDescription("the stand-in failed: " + e + " at " + e.getStackTrace()[0])
                    .asRuntimeException());
        }
    }
}
