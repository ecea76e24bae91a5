package dev.portcullis.removal;

import dev.portcullis.settings.value.Usd;
import java.util.Optional;

/**
 * Something that is still there after a removal.
 *
 * @param name the name by which it can be named the next time; empty for one that cannot
 * @param isInState whether the next {@code pulumi up} takes it up again
 * @param month its price a month; empty where the price list has none
 */
public record Remains(String name, String description, boolean isInState, Optional<Usd> month) {}
