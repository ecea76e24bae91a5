/**
 * What two offline plans differ in, for people, for machines and for a pull request.
 *
 * <p>Runs on a laptop and in CI, there also on the side that holds a token and must trust nothing: so it knows plans as
 * JSON documents only, which it bounds and checks before it looks at them, and never the program that made them. What a
 * document says it may be made to say; nothing of it reaches a page or a terminal unescaped.
 */
@NullMarked
package dev.portcullis.difference;

import org.jspecify.annotations.NullMarked;
