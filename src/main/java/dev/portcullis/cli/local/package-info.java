/**
 * Commands that need no account: {@code try}, {@code boot-test}, {@code smoke} and the checks of components.
 */
@NullMarked
package dev.portcullis.cli.local;

import org.jspecify.annotations.NullMarked;
