/**
 * The checks of a guest that serves: one class for each kind of check, each row seen to fail once.
 */
@NullMarked
package dev.portcullis.local.boot.checks;

import org.jspecify.annotations.NullMarked;
