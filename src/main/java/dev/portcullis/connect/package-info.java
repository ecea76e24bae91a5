/**
 * Sets up a tool on this machine for one gateway: finds out what the gateway offers, writes the tool's settings, and makes one
 * call as the tool would. Runs on a laptop.
 *
 * <p>Must not know the gateway's parts: it sees a gateway as its callers do.
 */
@NullMarked
package dev.portcullis.connect;

import org.jspecify.annotations.NullMarked;
