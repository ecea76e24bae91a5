package dev.portcullis.local.boot;

/**
 * What the program itself declares for a host, as JSON with placeholders for what only a cloud knows. Whoever starts a
 * boot test runs the program; this room does not know how.
 *
 * @param name of the parameter {@code desired}
 * @param desired that parameter's document
 * @param ingress the tunnel's rules, a list
 */
public record Rendered(String name, String desired, String ingress) {}
