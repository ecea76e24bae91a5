package dev.portcullis.plan;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.portcullis.infra.stack.Blueprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The promises about starting a host that is asleep. */
final class WakePromises {
    private static final String SCRIPT = "cloudflare:index/workersScript:WorkersScript";
    private static final String SUBDOMAIN = "cloudflare:index/workersScriptSubdomain:WorkersScriptSubdomain";
    private static final String ROUTE = "cloudflare:index/workersRoute:WorkersRoute";
    private static final String SCHEDULE = "aws:scheduler/schedule:Schedule";
    private static final String RIGHTS = "wake-rights";
    private static final String AWAKE_RIGHTS = "awake-rights";

    static final List<Promise> ALL = List.of(
            Promise.ofGateway(
                            "the Worker stands behind Access on the callers' host name, and has no other address",
                            WakePromises::otherDoors)
                    .about(SCRIPT)
                    .unless(WakePromises::off),
            Promise.ofGateway(
                            "the wake function can start the one instance, and change nothing else in EC2",
                            (declared, gateway) -> otherRights(declared))
                    .about(SCRIPT)
                    .unless(WakePromises::off),
            Promise.ofGateway(
                            "the schedules of awake can start the one instance, and nothing else",
                            (declared, gateway) -> otherStarts(declared))
                    .about(SCHEDULE)
                    .unless(gateway -> gateway.settings().host().awake().isPresent() ? "" : "awake is empty"));

    private WakePromises() {}

    private static String off(Blueprint gateway) {
        return gateway.settings().host().wakesPerDay().isPresent() ? "" : "wake is none";
    }

    private static List<String> otherDoors(Declared declared, Blueprint gateway) {
        String hostname = gateway.settings().edge().hostname().value();
        List<String> doors = new ArrayList<>();
        declared.ofType(ROUTE)
                .filter(route -> !route.text("pattern").equals(hostname + "/*"))
                .forEach(route -> doors.add(route.urn()));
        declared.ofType(SCRIPT)
                .filter(script -> declared.ofType(SUBDOMAIN)
                        .noneMatch(other -> other.text("scriptName").equals(script.text("scriptName"))
                                && other.text("enabled").equals("false")
                                && other.text("previewsEnabled").equals("false")))
                .forEach(script -> doors.add(script.urn() + " may answer at workers.dev"));
        List<String> audience = EdgePromises.applications(
                        declared, gateway.settings().edge().hostname())
                .stream()
                .map(application -> Placeholders.text(application.name(), "aud"))
                .toList();
        declared.ofType(SCRIPT)
                .filter(script -> !binding(script, "AUDIENCE").equals(audience))
                .forEach(script -> doors.add(script.urn() + " asks for another audience"));
        return doors;
    }

    private static List<String> binding(RecordedResource script, String name) {
        return script.list("bindings").stream()
                .map(JsonElement::getAsJsonObject)
                .filter(binding -> binding.get("name").getAsString().equals(name))
                .map(binding -> text(binding))
                .toList();
    }

    private static String text(JsonObject binding) {
        return binding.has("text") ? binding.get("text").getAsString() : "";
    }

    private static List<String> otherStarts(Declared declared) {
        Set<String> granted = new TreeSet<>();
        Rights.of(declared)
                .filter(right -> right.resource().name().equals(AWAKE_RIGHTS))
                .forEach(right -> right.actions()
                        .forEach(action -> right.resources().forEach(arn -> granted.add(action + " " + arn))));
        Set<String> wanted = Set.of("ec2:StartInstances " + Placeholders.text("host-instance", "arn"));
        return granted.equals(wanted) ? List.of() : List.of(AWAKE_RIGHTS + " grants " + granted + ", wanted " + wanted);
    }

    private static List<String> otherRights(Declared declared) {
        Set<String> granted = new TreeSet<>();
        Rights.of(declared)
                .filter(right -> right.resource().name().equals(RIGHTS))
                .forEach(right -> right.actions().stream()
                        .filter(action -> action.startsWith("ec2:"))
                        .forEach(action -> right.resources().forEach(arn -> granted.add(action + " " + arn))));
        Set<String> wanted = new TreeSet<>(
                List.of("ec2:DescribeInstances *", "ec2:StartInstances " + Placeholders.text("host-instance", "arn")));
        return granted.equals(wanted) ? List.of() : List.of(RIGHTS + " grants " + granted + ", wanted " + wanted);
    }
}
