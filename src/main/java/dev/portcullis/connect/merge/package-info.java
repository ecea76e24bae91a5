/**
 * Puts settings into a text that a person may have written, and loses nothing else of it: each form edits as little of the text
 * as it can, reads the result again, and gives up where that is not exactly the old settings with the new ones.
 *
 * <p>Must not read or write a file.
 */
@NullMarked
package dev.portcullis.connect.merge;

import org.jspecify.annotations.NullMarked;
