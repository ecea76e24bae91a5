/**
 * A real LiteLLM on this machine: the locked packages installed into a cache of their own, and the process started,
 * watched and stopped.
 *
 * <p>Runs on a laptop and in CI ({@code try} and the tests). Knows {@code catalogue.litellm} and {@code input}; it must
 * not know the gate or what is asked of LiteLLM, so that each can be replaced alone.
 *
 * <p>Decided 2026-11: pip installs, with hashes and without resolving anything. It is where Python is, and a tool that
 * would be quicker is one more thing to have.
 */
@NullMarked
package dev.portcullis.local.litellm;

import org.jspecify.annotations.NullMarked;
