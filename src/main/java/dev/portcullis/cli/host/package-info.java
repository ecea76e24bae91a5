/**
 * Commands for a running host: start, stop, status, and the way back to the deployment before.
 */
@NullMarked
package dev.portcullis.cli.host;

import org.jspecify.annotations.NullMarked;
