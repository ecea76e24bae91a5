package dev.portcullis.engine.provider;

import java.util.Map;
import java.util.Optional;

/** A provider's service with its contents. It may refuse requests that the provider let pass. */
interface Account {
    /** The provider's own settings, such as the tags that AWS's puts on everything. */
    default void configure(Map<String, Object> settings) {}

    /**
     * The new thing, with its {@code id}.
     *
     * @param planned its properties; {@link PropertyValues#UNKNOWN} where the service gives the value
     */
    Map<String, Object> create(String type, Map<String, Object> planned);

    Map<String, Object> update(String type, String id, Map<String, Object> before, Map<String, Object> planned);

    /** As it is now; empty when it is gone. */
    Optional<Map<String, Object>> read(String type, String id, Map<String, Object> before);

    void delete(String type, String id, Map<String, Object> state);

    Map<String, Object> invoke(String function, Map<String, Object> arguments);
}
