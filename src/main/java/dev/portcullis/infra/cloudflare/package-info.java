/**
 * Typed classes for the Cloudflare resources that a gateway needs, sent to the official provider.
 *
 * <p>Runs inside {@code pulumi up} and {@code plan}; knows the Pulumi core SDK and nothing of ours.
 *
 * <p>They are written by hand because {@code com.pulumi:cloudflare} does not resolve from every repository that builds
 * use. Names, builders and type tokens are those of the official SDK; only the inputs that are used exist, and the words
 * of the API are enums, without those that would open a gateway. When the official jar resolves: add the dependency,
 * delete this package and its {@code plugin.json}, replace the import prefix by {@code com.pulumi.cloudflare}, keep the
 * enums and add {@code .value()} where a builder is given one, and {@code .asSecret()} to the tunnel token. URNs and
 * state do not change.
 *
 * <p>The compiler cannot see a misspelt property, and the engine reports it in a real preview only. So {@code
 * BindingsTest} holds every name, type, required flag and secret to the provider's schema.
 */
@NullMarked
package dev.portcullis.infra.cloudflare;

import org.jspecify.annotations.NullMarked;
