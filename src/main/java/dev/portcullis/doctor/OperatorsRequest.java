package dev.portcullis.doctor;

import dev.portcullis.probe.Caller;
import dev.portcullis.probe.ServiceToken;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * One request through the operators' door, for the description of the admin API. Access and the gate's lock for operators
 * stand before it, but no admin key is asked for, so none is read here.
 */
final class OperatorsRequest {
    private static final String PATH = "/openapi.yaml";

    private final URI door;
    private final ServiceToken token;
    private final String stack;

    OperatorsRequest(URI door, ServiceToken token, String stack) {
        this.door = door;
        this.token = token;
        this.stack = stack;
    }

    Fact fact() throws InterruptedException {
        Caller.Answer answer;
        try {
            answer = new Caller(door, Optional.of(token), "").get(PATH);
        } catch (IOException e) {
            return refused(Layer.of(e), Layer.words(e));
        }
        if (answer.status() == 200 && answer.type().startsWith("application/yaml")) {
            return FactKind.WAY_OPERATORS.holds("", "passed");
        }
        String code = Layer.code(answer);
        return refused(Layer.of(answer), "status " + answer.status() + (code.isEmpty() ? "" : ", " + code));
    }

    private Fact refused(Layer layer, String found) {
        String row = layer.row().title();
        return FactKind.WAY_OPERATORS.fails("", row + ": " + found, remedy(layer));
    }

    private String remedy(Layer refused) {
        return switch (refused) {
            case DNS -> "pulumi up --refresh --stack " + stack + " makes the record; a new one takes some minutes";
            case EDGE ->
                "docs/troubleshooting.md, by layer: the zone's rules, or this machine's address and"
                        + " portcullis:allowedCidrs";
            case ACCESS ->
                "pulumi up --refresh --stack " + stack
                        + "; the rows on the operators' Access application and token say more";
            case TUNNEL -> "./portcullis start --stack " + stack + ", then ./portcullis status --stack " + stack;
            case GATE -> "docs/troubleshooting.md, by layer: the gate's codes";
        };
    }
}
