/**
 * The gate's one file, read and checked whole: all problems at once, and every secret from a credential file beside it.
 */
@NullMarked
package dev.portcullis.gate.config;

import org.jspecify.annotations.NullMarked;
