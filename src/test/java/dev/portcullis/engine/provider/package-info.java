/**
 * Stand-ins for the providers of AWS, Cloudflare and random values. Each checks and plans by the facts that the
 * project holds about its provider, and then asks an account of its own, which says no where the service would.
 */
@NullMarked
package dev.portcullis.engine.provider;

import org.jspecify.annotations.NullMarked;
