/**
 * The models that the gateway may use, their prices, and the Bedrock resources that they need: {@code
 * config/models.yaml} as types.
 *
 * <p>Runs anywhere. Knows the JDK and {@code input}; nothing of Pulumi, HTTP or a clock (the date is passed in), so the
 * program, the gateway and the command line read one table and cannot disagree. Geographies are plain words here,
 * because they are also the prefixes of Bedrock's inference profiles.
 *
 * <p>Decided 2026-11: money is a whole number of micro-dollars. A spending limit that is kept by adding up floating
 * point numbers is kept approximately.
 */
@NullMarked
package dev.portcullis.catalogue;

import org.jspecify.annotations.NullMarked;
