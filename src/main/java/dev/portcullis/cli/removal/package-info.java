/** The command that ends a gateway. */
@NullMarked
package dev.portcullis.cli.removal;

import org.jspecify.annotations.NullMarked;
