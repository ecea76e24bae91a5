/**
 * The settings that clients are given, as text to paste: printed by {@code try}, shown in the documentation, and used as
 * they stand by the tests that run the clients.
 *
 * <p>Must not start or call anything.
 */
@NullMarked
package dev.portcullis.clients;

import org.jspecify.annotations.NullMarked;
