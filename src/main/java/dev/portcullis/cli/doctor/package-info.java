/** The command that looks at what a deployment needs. */
@NullMarked
package dev.portcullis.cli.doctor;

import org.jspecify.annotations.NullMarked;
