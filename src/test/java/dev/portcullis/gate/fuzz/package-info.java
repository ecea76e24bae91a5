/**
 * Requests that nobody would write, at a real gate: {@code mvn -Pfuzz verify} generates them from a seed for ten
 * minutes, {@code -Dfuzz.seconds} and {@code -Dfuzz.seed} say otherwise. Each finding becomes a file of the corpus, which
 * a plain test replays.
 */
@NullMarked
package dev.portcullis.gate.fuzz;

import org.jspecify.annotations.NullMarked;
