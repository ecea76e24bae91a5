/** The text of a stack's file, and how it is changed without touching anything else in it. */
@NullMarked
package dev.portcullis.init.text;

import org.jspecify.annotations.NullMarked;
