package dev.portcullis.pipeline;

import com.sun.net.httpserver.Headers;
import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.catalogue.Model;
import dev.portcullis.catalogue.litellm.Shipped;
import dev.portcullis.gate.answer.ErrorBodies;
import dev.portcullis.gate.shape.Bodies;
import dev.portcullis.gate.shape.strict.Refused;
import dev.portcullis.input.Problems;
import dev.portcullis.policy.ApiShape;
import dev.portcullis.policy.Route;
import dev.portcullis.policy.Routes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Answers as the gate does, by the gate's own tables: the routes, the catalogue and the rebuilding of bodies. */
final class StrictGateway {
    private static final String GEOGRAPHY = "us";

    private final Catalogue catalogue = Shipped.catalogue();
    private final Routes routes;

    /** The answer to the caller. */
    record Reply(int status, String body) {}

    StrictGateway() {
        Problems problems = new Problems();
        routes = Routes.read(Path.of("config/routes.yaml"), problems).orElseThrow();
        problems.throwIfAny();
    }

    Reply answer(String method, String path, Headers headers, byte[] body) {
        Optional<Route> route = routes.match(method, path);
        if (route.isEmpty()) {
            return new Reply(404, "");
        }
        ApiShape shape = route.get().shape();
        if (body.length > route.get().bodyLimit()) {
            return refused(shape, 413, "too_large", "body: expected less");
        }
        if (shape == ApiShape.MODELS) {
            return model(path);
        }
        try {
            Bodies.rebuild(
                    shape,
                    body,
                    Optional.ofNullable(headers.getFirst("content-type")).orElse(""),
                    catalogue,
                    GEOGRAPHY);
            return new Reply(200, "{\"choices\":[],\"usage\":{\"prompt_tokens\":8,\"total_tokens\":9}}");
        } catch (Refused e) {
            return refused(shape, e.status(), e.code(), e.message());
        }
    }

    private Reply model(String path) {
        Optional<Model> found = catalogue.find(path.substring(path.lastIndexOf('/') + 1));
        return found.map(model -> new Reply(200, "{\"id\":\"" + model.name() + "\",\"object\":\"model\"}"))
                .orElseGet(
                        () -> refused(ApiShape.MODELS, 404, "model_not_found", "model: expected one of this gateway"));
    }

    private static Reply refused(ApiShape shape, int status, String code, String message) {
        return new Reply(
                status, new String(ErrorBodies.of(shape, status, code, message, "req_1"), StandardCharsets.UTF_8));
    }
}
