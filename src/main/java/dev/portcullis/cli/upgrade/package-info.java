/** The command that finds newer releases of the programs on the host. */
@NullMarked
package dev.portcullis.cli.upgrade;

import org.jspecify.annotations.NullMarked;
