package dev.portcullis.engine.provider;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The names that the AWS bridge makes up: the resource's own with a random end, kept from one update to the next. */
final class Autonames {
    private static final Set<String> NAMED =
            Set.of("aws:iam/rolePolicy:RolePolicy", "aws:ec2/securityGroup:SecurityGroup");
    private static final int DIGITS = 7;

    private Autonames() {}

    static Map<String, Object> named(
            String type, String name, Map<String, Object> inputs, Map<String, Object> oldInputs) {
        if (!NAMED.contains(type) || inputs.containsKey("name")) {
            return inputs;
        }
        Map<String, Object> named = new LinkedHashMap<>(inputs);
        String random = UUID.randomUUID().toString().replace("-", "").substring(0, DIGITS);
        named.put("name", oldInputs.getOrDefault("name", name + "-" + random));
        return named;
    }
}
