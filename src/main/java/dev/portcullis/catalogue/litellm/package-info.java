/**
 * LiteLLM's configuration, rendered from the catalogue, and the lock that names every package of it by hash.
 *
 * <p>Runs anywhere. Knows {@code catalogue}, {@code input} and the JDK; it must not know processes, ports or where
 * anything is installed, because the host and {@code try} differ in that and must not differ in this.
 *
 * <p>Decided 2026-11: LiteLLM translates and does nothing else. It has no database, no prices, no retries and no keys
 * but the gate's, so that it can be restarted or rolled back at any time and no decision is taken twice.
 */
@NullMarked
package dev.portcullis.catalogue.litellm;

import org.jspecify.annotations.NullMarked;
