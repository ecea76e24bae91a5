package dev.portcullis.infra.gateway;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.pulumi.core.Output;
import dev.portcullis.infra.stack.Arns;
import dev.portcullis.infra.stack.Site;
import dev.portcullis.release.Bundle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The desired state of the host, as one JSON document: no secret, only their versions.
 *
 * @param clientIds client name to the client id of its service token
 * @param operators the operators' application, whose audience and token the gate has to know
 */
record DesiredState(
        Site site,
        Bundle bundle,
        Output<String> bundleBucket,
        Output<String> backupBucket,
        Output<String> audience,
        Output<String> issuer,
        Output<Map<String, String>> clientIds,
        Optional<EdgeOperators> operators) {
    private static final int FORMAT = 1;
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    /** @param versions secret parameter to its version in SSM */
    Output<String> json(Map<String, Output<Integer>> versions) {
        List<String> secrets = List.copyOf(versions.keySet());
        Output<List<Integer>> numbers = Output.all(List.copyOf(versions.values()));
        Output<List<String>> texts = Output.all(bundleBucket, backupBucket, audience, issuer);
        Output<Map<String, String>> door = operators
                .map(some -> Output.tuple(some.audience(), some.token().clientId())
                        .applyValue(known -> Map.of("audience", known.t1, "token", known.t2)))
                .orElseGet(() -> Output.of(Map.of()));
        return Output.tuple(site.arns(), texts, clientIds, numbers, door).applyValue(known -> {
            Map<String, Object> document = document(known.t1, known.t2, known.t3, versions(secrets, known.t4));
            if (!known.t5.isEmpty()) {
                document.put("operators", new TreeMap<>(known.t5));
            }
            return GSON.toJson(document);
        });
    }

    private static Map<String, Integer> versions(List<String> secrets, List<Integer> numbers) {
        Map<String, Integer> versions = new TreeMap<>();
        for (int i = 0; i < secrets.size(); i++) {
            versions.put(secrets.get(i), numbers.get(i));
        }
        return versions;
    }

    private Map<String, Object> document(
            Arns arns, List<String> texts, Map<String, String> clients, Map<String, Integer> versions) {
        Map<String, String> byId = new TreeMap<>();
        clients.forEach((client, id) -> byId.put(id, client));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("format", FORMAT);
        document.put("bundle", Map.of("sha256", bundle.sha256()));
        document.put("region", arns.region());
        document.put("hostname", site.settings().edge().hostname().value());
        document.put("bundleBucket", texts.get(0));
        document.put("backupBucket", texts.get(1));
        document.put("audience", texts.get(2));
        document.put("issuer", texts.get(3));
        document.put("modelRole", arns.role(HostPolicies.MODEL_ROLE));
        document.put("metricsRole", arns.role(HostPolicies.METRICS_ROLE));
        document.put("metricNamespace", arns.names().metricNamespace());
        site.settings()
                .host()
                .logs()
                .ifPresent(retention -> document.put(
                        "logs",
                        new TreeMap<>(
                                Map.of("group", arns.names().hostLogs(), "role", arns.role(HostPolicies.LOGS_ROLE)))));
        document.put("clients", byId);
        document.put("secretVersions", versions);
        return document;
    }
}
