/**
 * The operator's commands, one class each. A command builds data and prints it; what it prints for people it can also
 * print as JSON for machines.
 *
 * <p>Runs on a laptop and in CI. Commands about keys and money ask a gateway over HTTP and know none of its classes.
 * Exit codes: 0 good, 1 a promise is broken, a check failed or the gateway is away, 2 bad input.
 */
@NullMarked
package dev.portcullis.cli;

import org.jspecify.annotations.NullMarked;
