package dev.portcullis.local.trial;

import static dev.portcullis.local.trial.Expectation.answered;
import static dev.portcullis.local.trial.Expectation.equal;
import static dev.portcullis.local.trial.Expectation.status;

import dev.portcullis.probe.Check;
import dev.portcullis.probe.EdgeAttacks;
import dev.portcullis.probe.Requests;
import java.util.ArrayList;
import java.util.List;

/** Checks that need no model: the callers let in, the refusals at each door, and the gate's own answers. */
final class DoorChecks {
    private DoorChecks() {}

    static List<Check> of(TrialCallers callers, String model) {
        List<Check> checks = new ArrayList<>();
        checks.add(new Check(
                "no service token: 401", () -> status(401, callers.stranger().get("/v1/models"))));
        checks.add(new Check(
                "a wrong secret: 401", () -> status(401, callers.forger().get("/v1/models"))));
        checks.add(new Check(
                "a token of another application: 403",
                () -> status(403, callers.neighbour().get("/v1/models"))));
        for (String path : EdgeAttacks.PATHS) {
            checks.add(new Check(
                    "edge refuses " + path, () -> equal(403, callers.client().raw("GET", path))));
        }
        checks.add(new Check(
                "gate alone refuses a malformed path: 400",
                () -> equal(400, callers.behindTheEdge().raw("GET", "/v1//models"))));
        checks.add(new Check(
                "gate alone refuses an unlisted path: 404",
                () -> equal(404, callers.behindTheEdge().raw("POST", "/key/generate"))));
        checks.add(new Check(
                "gate alone refuses a request without an assertion: 401",
                () -> equal(401, callers.behindTheEdge().raw("GET", "/v1/models"))));
        checks.add(
                new Check("GET /v1/models", () -> answered(callers.client().get("/v1/models"), "\"" + model + "\"")));
        checks.add(new Check(
                "a model that does not exist: 404",
                () -> status(
                        404,
                        callers.client()
                                .post("/v1/chat/completions", Requests.chat("no-such-model", "Hello", 20, false)))));
        return List.copyOf(checks);
    }
}
