/** Newer releases of the programs that are pinned, and the change of a pin. Knows the makers' site, and no stack. */
@NullMarked
package dev.portcullis.release.newer;

import org.jspecify.annotations.NullMarked;
