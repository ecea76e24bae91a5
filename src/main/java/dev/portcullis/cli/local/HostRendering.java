package dev.portcullis.cli.local;

import com.google.gson.JsonObject;
import dev.portcullis.infra.stack.Blueprint;
import dev.portcullis.local.boot.cloud.Rendered;
import dev.portcullis.plan.Declared;
import dev.portcullis.plan.Plan;

/** Runs the program to get what it declares for the host, so that the boot test has no copy of its own. */
final class HostRendering {
    private HostRendering() {}

    static Rendered of(Blueprint blueprint) {
        Declared declared = Plan.of(blueprint).declared();
        JsonObject desired = inputs(declared, "parameters-desired");
        JsonObject tunnel = inputs(declared, "edge-tunnel-config").getAsJsonObject("config");
        return new Rendered(
                desired.get("name").getAsString(),
                desired.get("value").getAsString(),
                tunnel.getAsJsonArray("ingresses").toString());
    }

    private static JsonObject inputs(Declared declared, String resource) {
        return declared.named(resource)
                .orElseThrow(() -> new IllegalStateException("the program declares no '" + resource + "'"))
                .inputs();
    }
}
