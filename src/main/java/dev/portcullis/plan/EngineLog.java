package dev.portcullis.plan;

import com.google.protobuf.Empty;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import pulumirpc.EngineGrpc.EngineImplBase;
import pulumirpc.EngineOuterClass.GetRootResourceRequest;
import pulumirpc.EngineOuterClass.GetRootResourceResponse;
import pulumirpc.EngineOuterClass.LogRequest;
import pulumirpc.EngineOuterClass.LogSeverity;
import pulumirpc.EngineOuterClass.SetRootResourceRequest;
import pulumirpc.EngineOuterClass.SetRootResourceResponse;

/** The half of an engine that a program logs to. Only errors are kept; debug lines may hold secrets in clear. */
final class EngineLog extends EngineImplBase {
    private final List<String> errors = new ArrayList<>();
    private String root = "";

    synchronized List<String> errors() {
        return List.copyOf(errors);
    }

    @Override
    public synchronized void log(LogRequest request, StreamObserver<Empty> observer) {
        if (request.getSeverity() == LogSeverity.ERROR) {
            errors.add(request.getMessage());
        }
        observer.onNext(Empty.getDefaultInstance());
        observer.onCompleted();
    }

    @Override
    public synchronized void getRootResource(
            GetRootResourceRequest request, StreamObserver<GetRootResourceResponse> observer) {
        observer.onNext(GetRootResourceResponse.newBuilder().setUrn(root).build());
        observer.onCompleted();
    }

    @Override
    public synchronized void setRootResource(
            SetRootResourceRequest request, StreamObserver<SetRootResourceResponse> observer) {
        root = request.getUrn();
        observer.onNext(SetRootResourceResponse.getDefaultInstance());
        observer.onCompleted();
    }
}
