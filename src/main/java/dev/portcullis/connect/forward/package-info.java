/**
 * A door on loopback for tools that cannot send the Access headers: it adds them, and passes everything else on as it comes.
 *
 * <p>Must not answer anybody but programs of this machine, and must lead to one gateway only.
 */
@NullMarked
package dev.portcullis.connect.forward;

import org.jspecify.annotations.NullMarked;
