package dev.portcullis.plan;

import com.google.protobuf.Empty;
import com.google.protobuf.Struct;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import pulumirpc.Resource.RegisterResourceOutputsRequest;
import pulumirpc.Resource.RegisterResourceRequest;
import pulumirpc.Resource.RegisterResourceResponse;
import pulumirpc.Resource.ResourceInvokeRequest;
import pulumirpc.Resource.ResourceInvokeResponse;
import pulumirpc.Resource.SupportsFeatureRequest;
import pulumirpc.Resource.SupportsFeatureResponse;
import pulumirpc.ResourceMonitorGrpc.ResourceMonitorImplBase;

/** The half of an engine that resources are registered with. Calls come from several threads at once. */
final class Recorder extends ResourceMonitorImplBase {
    private final String project;
    private final String stack;
    private final Map<String, RegisterResourceRequest> requests = new TreeMap<>();
    private final Set<String> duplicates = new TreeSet<>();
    private final Set<String> asked = new TreeSet<>();
    private Struct outputs = Struct.getDefaultInstance();

    Recorder(String project, String stack) {
        this.project = project;
        this.stack = stack;
    }

    synchronized Map<String, RegisterResourceRequest> requests() {
        return new TreeMap<>(requests);
    }

    /** URNs registered twice, which a real engine refuses. */
    synchronized List<String> duplicates() {
        return List.copyOf(duplicates);
    }

    synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    synchronized Struct outputs() {
        return outputs;
    }

    @Override
    public void supportsFeature(SupportsFeatureRequest request, StreamObserver<SupportsFeatureResponse> observer) {
        answer(
                observer,
                SupportsFeatureResponse.newBuilder().setHasSupport(true).build());
    }

    @Override
    public void registerResource(RegisterResourceRequest request, StreamObserver<RegisterResourceResponse> observer) {
        String urn = urn(request);
        synchronized (this) {
            if (requests.put(urn, request) != null) {
                duplicates.add(urn);
            }
        }
        RegisterResourceResponse.Builder response =
                RegisterResourceResponse.newBuilder().setUrn(urn);
        if (request.getCustom()) {
            response.setId(Placeholders.text(request.getName(), "id"));
        }
        response.setObject(
                request.getCustom() && !request.getType().startsWith("pulumi:")
                        ? Placeholders.state(
                                request.getType(),
                                request.getName(),
                                request.getObject(),
                                new HashSet<>(request.getAdditionalSecretOutputsList()))
                        : request.getObject());
        answer(observer, response.build());
    }

    @Override
    public void registerResourceOutputs(RegisterResourceOutputsRequest request, StreamObserver<Empty> observer) {
        if (request.getUrn().contains("::" + RecordedResource.STACK_TYPE + "::")) {
            synchronized (this) {
                outputs = request.getOutputs();
            }
        }
        answer(observer, Empty.getDefaultInstance());
    }

    @Override
    public void invoke(ResourceInvokeRequest request, StreamObserver<ResourceInvokeResponse> observer) {
        synchronized (this) {
            asked.add(request.getTok());
        }
        try {
            answer(
                    observer,
                    ResourceInvokeResponse.newBuilder()
                            .setReturn(Answers.to(request.getTok()))
                            .build());
        } catch (IllegalStateException e) {
            observer.onError(
                    Status.UNIMPLEMENTED.withDescription(e.getMessage()).asRuntimeException());
        }
    }

    private String urn(RegisterResourceRequest request) {
        String parent = request.getParent();
        String types = request.getType();
        if (!parent.isEmpty()) {
            String parentTypes = new ArrayList<>(List.of(parent.split("::", -1))).get(2);
            types = parentTypes.equals(RecordedResource.STACK_TYPE) ? types : parentTypes + "$" + types;
        }
        return "urn:pulumi:" + stack + "::" + project + "::" + types + "::" + request.getName();
    }

    private static <T> void answer(StreamObserver<T> observer, T value) {
        observer.onNext(value);
        observer.onCompleted();
    }
}
