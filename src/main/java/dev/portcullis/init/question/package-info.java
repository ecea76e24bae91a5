/** The questions of {@code init}, the answers to them, and the settings that they make; {@code settings} judges each. */
@NullMarked
package dev.portcullis.init.question;

import org.jspecify.annotations.NullMarked;
