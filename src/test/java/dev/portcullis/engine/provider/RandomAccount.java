package dev.portcullis.engine.provider;

import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The random provider has no service: it draws once, and the state is all there is. */
final class RandomAccount implements Account {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    private final SecureRandom random = new SecureRandom();

    @Override
    public Map<String, Object> create(String type, Map<String, Object> planned) {
        double length = (Double) Objects.requireNonNull(planned.get("length"));
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < length; i++) {
            result.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        Map<String, Object> made = new LinkedHashMap<>(planned);
        made.put("id", "none");
        made.put("result", result.toString());
        made.put("bcryptHash", "$2a$10$" + result);
        made.values().removeIf(PropertyValues::isUnknown);
        return made;
    }

    @Override
    public Map<String, Object> update(String type, String id, Map<String, Object> before, Map<String, Object> planned) {
        return planned;
    }

    @Override
    public Optional<Map<String, Object>> read(String type, String id, Map<String, Object> before) {
        return Optional.of(before);
    }

    @Override
    public void delete(String type, String id, Map<String, Object> state) {}

    @Override
    public Map<String, Object> invoke(String function, Map<String, Object> arguments) {
        throw new RefusedByService("unknown function " + function);
    }
}
