/**
 * Passwords and keys that are drawn once and kept in the state, by the official random provider.
 *
 * <p>Runs inside {@code pulumi up} and {@code plan}; knows the Pulumi core SDK and nothing of ours. Written by hand
 * because {@code com.pulumi:random} does not resolve from every repository that builds use. When it does: add the
 * dependency, delete this package and its {@code plugin.json}, and replace the import prefix by {@code
 * com.pulumi.random}. URNs and state do not change. {@code BindingsTest} holds every name to the provider's schema.
 */
@NullMarked
package dev.portcullis.infra.random;

import org.jspecify.annotations.NullMarked;
