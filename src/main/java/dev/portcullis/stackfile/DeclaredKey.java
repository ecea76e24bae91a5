package dev.portcullis.stackfile;

import java.util.Optional;

/**
 * A key of the {@code config:} block of {@code Pulumi.yaml}.
 *
 * @param name without the prefix {@code portcullis:}
 * @param type Pulumi's word: string, integer, boolean, array or object
 * @param defaultValue text, list or map; a key without one must be set in every stack
 */
public record DeclaredKey(String name, String type, String description, Optional<Object> defaultValue) {}
