/**
 * The response to a leak: a key, a client, a service token, or everything. Each command can be run again after it was
 * interrupted, and then says what is left to do.
 */
@NullMarked
package dev.portcullis.cli.incident;

import org.jspecify.annotations.NullMarked;
