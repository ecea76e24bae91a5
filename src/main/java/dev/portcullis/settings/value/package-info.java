/**
 * The values that settings are made of: each is checked where it is made, so that one that exists is valid.
 */
@NullMarked
package dev.portcullis.settings.value;

import org.jspecify.annotations.NullMarked;
