/** The command that makes a stack ready, and the terminal that it asks at. */
@NullMarked
package dev.portcullis.cli.init;

import org.jspecify.annotations.NullMarked;
