/** The pages for people against the code: generated blocks, links, commands, rooms and words. */
@NullMarked
package dev.portcullis.docs;

import org.jspecify.annotations.NullMarked;
