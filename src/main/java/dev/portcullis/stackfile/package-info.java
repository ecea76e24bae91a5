/**
 * Reads {@code Pulumi.yaml} and {@code Pulumi.<stack>.yaml} from disk into the raw map that {@code settings} takes,
 * with the defaults merged in as the Pulumi engine does it.
 *
 * <p>Runs on a laptop and in CI; knows {@code input}, {@code settings} and files. It must not know what any key means:
 * only if {@code settings} decides alone do {@code plan} and {@code pulumi up} accept and refuse the same.
 */
@NullMarked
package dev.portcullis.stackfile;

import org.jspecify.annotations.NullMarked;
