package dev.portcullis.plan;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.portcullis.infra.stack.Blueprint;
import dev.portcullis.settings.OperatorEntry;
import dev.portcullis.settings.Operators;
import dev.portcullis.settings.value.GoDuration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The promises about the operators' door, whose application stands beside the callers'. */
final class OperatorPromises {
    static final String TOKEN = "edge-operators-token";

    private static final Duration LONGEST_SESSION = Duration.ofHours(1);

    static final List<Promise> ALL = List.of(
            Promise.ofGateway(
                            "the admin host admits exactly the listed operators and their own token",
                            OperatorPromises::strangers)
                    .about(EdgePromises.APPLICATION)
                    .unless(OperatorPromises::nobody),
            Promise.ofGateway("an operator signs in anew after an hour at most", OperatorPromises::longSessions)
                    .about(EdgePromises.APPLICATION)
                    .unless(OperatorPromises::nobody),
            Promise.ofGateway(
                            "without operators there is one application, one host name and no way to the admin API",
                            OperatorPromises::extraDoors)
                    .about(EdgePromises.APPLICATION)
                    .unless(gateway -> gateway.settings().operators().isEmpty() ? "" : "operators lists somebody"));

    private OperatorPromises() {}

    private static String nobody(Blueprint gateway) {
        return gateway.settings().operators().isEmpty() ? "operators lists nobody" : "";
    }

    private static List<String> strangers(Declared declared, Blueprint gateway) {
        Operators operators = gateway.settings().operators().orElseThrow();
        Set<String> people = operators.people().stream()
                .map(OperatorPromises::include)
                .map(JsonObject::toString)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> token = Set.of(
                one("serviceToken", "tokenId", Placeholders.text(TOKEN, "id")).toString());
        Set<String> wanted = new TreeSet<>();
        if (operators.identityProviders().isEmpty()) {
            wanted.add("allow " + people + " ");
        }
        operators
                .identityProviders()
                .forEach(id -> wanted.add("allow " + people + " " + one("loginMethod", "id", id.value())));
        wanted.add("non_identity " + token + " ");
        List<String> wrong = new ArrayList<>();
        List<RecordedResource> doors = EdgePromises.applications(declared, operators.hostname());
        if (doors.size() != 1) {
            wrong.add(doors.size() + " applications for " + operators.hostname());
        }
        for (RecordedResource door : doors) {
            List<RecordedResource> policies = EdgePromises.policies(declared, door);
            Set<String> found =
                    policies.stream().map(OperatorPromises::words).collect(Collectors.toCollection(TreeSet::new));
            if (!found.equals(wanted)
                    || policies.size() != door.list("policies").size()) {
                wrong.add(door.urn() + " admits " + found + ", wanted " + wanted);
            }
        }
        return wrong;
    }

    private static String words(RecordedResource policy) {
        Set<String> includes = policy.list("includes").stream()
                .map(JsonElement::toString)
                .collect(Collectors.toCollection(TreeSet::new));
        String requires =
                policy.list("requires").stream().map(JsonElement::toString).collect(Collectors.joining(","));
        return policy.text("decision") + " " + includes + " " + requires;
    }

    private static JsonObject include(OperatorEntry operator) {
        if (operator instanceof OperatorEntry.Person person) {
            return one("email", "email", person.email().value());
        }
        if (operator instanceof OperatorEntry.Domain domain) {
            return one("emailDomain", "domain", domain.domain().value());
        }
        return one("group", "id", ((OperatorEntry.Group) operator).id().value());
    }

    private static JsonObject one(String selector, String property, String value) {
        JsonObject inner = new JsonObject();
        inner.addProperty(property, value);
        JsonObject outer = new JsonObject();
        outer.add(selector, inner);
        return outer;
    }

    private static List<String> longSessions(Declared declared, Blueprint gateway) {
        Operators operators = gateway.settings().operators().orElseThrow();
        List<String> wrong = new ArrayList<>();
        for (RecordedResource door : EdgePromises.applications(declared, operators.hostname())) {
            List<RecordedResource> all = new ArrayList<>(EdgePromises.policies(declared, door));
            all.add(door);
            all.stream()
                    .filter(part -> !isShort(part.text("sessionDuration")))
                    .forEach(part -> wrong.add(part.urn() + ": " + part.text("sessionDuration")));
        }
        return wrong;
    }

    private static boolean isShort(String session) {
        try {
            return new GoDuration(session).duration().compareTo(LONGEST_SESSION) <= 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static List<String> extraDoors(Declared declared, Blueprint gateway) {
        List<String> extra = new ArrayList<>();
        for (String type : List.of(EdgePromises.APPLICATION, EdgePromises.DNS)) {
            declared.ofType(type).skip(1).map(RecordedResource::urn).forEach(extra::add);
        }
        declared.ofType(EdgePromises.TUNNEL_CONFIG)
                .filter(config -> config.list("config", "ingresses").size() != 2)
                .map(RecordedResource::urn)
                .forEach(extra::add);
        declared.ofType(EdgePromises.TOKEN)
                .filter(token -> token.name().equals(TOKEN))
                .map(RecordedResource::urn)
                .forEach(extra::add);
        return extra;
    }
}
