/**
 * Nested values and look-up arguments of the Cloudflare resources: a package of their own because the official SDK has
 * them there, so that a change to it is a change of import prefix. Runs inside {@code pulumi up} and {@code plan}; knows
 * the Pulumi core SDK only.
 */
@NullMarked
package dev.portcullis.infra.cloudflare.inputs;

import org.jspecify.annotations.NullMarked;
