/**
 * LiteLLM on loopback: asks it, asks again where nothing was billed, and sends its answer back as it comes, whole or as a
 * stream. Knows one {@code gate.exchange} at a time; what the answer costs is decided in {@code gate.money}.
 */
@NullMarked
package dev.portcullis.gate.upstream;

import org.jspecify.annotations.NullMarked;
