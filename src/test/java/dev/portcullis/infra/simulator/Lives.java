package dev.portcullis.infra.simulator;

import com.google.gson.JsonElement;
import dev.portcullis.plan.Declared;
import dev.portcullis.plan.ExampleStack;
import dev.portcullis.plan.RecordedResource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The calls that a gateway with everything that it can declare makes of the role {@code deploy}. */
final class Lives {
    /** Everything on that declares a resource of its own type. */
    private static final Declared GATEWAY = ExampleStack.record(Map.of(
            "portcullis:identityStack", "identity",
            "portcullis:auditTrail", "true",
            "portcullis:logs", "cloudwatch",
            "portcullis:awake", "Mon-Fri 08:00-18:00 Europe/Berlin",
            "portcullis:anomalyMonitorArn",
                    "arn:aws:ce::000000000000:anomalymonitor/0a1b2c3d-0000-4000-8000-000000000000"));

    private static final Pattern INPUT = Pattern.compile("\\{([A-Za-z.]+)}");

    private Lives() {}

    /** Each AWS resource of the gateway. */
    static List<RecordedResource> resources() {
        return GATEWAY.custom()
                .filter(resource -> resource.type().startsWith("aws:"))
                .toList();
    }

    /** Types that the table of lives knows. */
    static Set<String> types() {
        Set<String> types = new LinkedHashSet<>();
        Question.lines("lives.txt").forEach(columns -> types.add(columns[0]));
        return types;
    }

    /** All calls of all resources, which have to be allowed. */
    static List<Question> calls() {
        List<Question> calls = new ArrayList<>();
        for (RecordedResource resource : resources()) {
            for (String[] columns : Question.lines("lives.txt")) {
                if (columns[0].equals(resource.shortType())) {
                    calls.add(call(resource, columns));
                }
            }
        }
        return calls;
    }

    /**
     * The same calls for a stack called {@code other}, and in another region: each has to be refused. Lists cannot tell
     * stacks apart, and what has no region is in every one.
     */
    static List<Question> callsElsewhere() {
        Set<Question> elsewhere = new LinkedHashSet<>();
        for (Question call : calls()) {
            for (Request request : call.requests()) {
                for (Request moved : List.of(ofAnotherStack(request), inAnotherRegion(request))) {
                    if (!moved.equals(request)) {
                        elsewhere.add(new Question(call.who(), false, List.of(moved), "elsewhere: " + call.why()));
                    }
                }
            }
        }
        return List.copyOf(elsewhere);
    }

    private static Question call(RecordedResource resource, String[] columns) {
        List<Request> requests =
                Question.requests(columns[1], filled(columns[2], resource), filled(columns[3], resource));
        return new Question("deploy", true, requests, resource.name());
    }

    private static Request ofAnotherStack(Request request) {
        Map<String, List<String>> context = new TreeMap<>(request.context());
        context.replaceAll((key, values) -> key.contains("Tag/portcullis:")
                ? values.stream().map(value -> value.replace("dev", "other")).toList()
                : values);
        return new Request(
                request.action(),
                request.resource()
                        .replace("portcullis-dev", "portcullis-other")
                        .replace("/portcullis/dev/", "/portcullis/other/"),
                context);
    }

    private static Request inAnotherRegion(Request request) {
        return new Request(
                request.action(), request.resource().replace(":eu-west-1:", ":us-east-1:"), request.context());
    }

    private static String filled(String template, RecordedResource resource) {
        Matcher inputs = INPUT.matcher(template);
        return inputs.replaceAll(input -> Matcher.quoteReplacement(input(resource, input.group(1))));
    }

    private static String input(RecordedResource resource, String path) {
        JsonElement at = resource.inputs();
        for (String step : path.split("\\.", -1)) {
            at = at.getAsJsonObject().get(step);
        }
        return at.getAsString();
    }
}
