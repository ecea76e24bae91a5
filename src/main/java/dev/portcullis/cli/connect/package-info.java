/** The commands that bring a tool of this machine to a gateway. */
@NullMarked
package dev.portcullis.cli.connect;

import org.jspecify.annotations.NullMarked;
