/**
 * The difference between two offline plans, for people, for machines and for a pull request.
 *
 * <p>Runs on a laptop and in CI, there also on the side that holds a token and must trust nothing: so it knows plans as
 * JSON documents only, which it bounds and checks before it reads them, and never the program that made them. A
 * document may have been made to say anything; nothing of it reaches a page or a terminal unescaped.
 */
@NullMarked
package dev.portcullis.difference;

import org.jspecify.annotations.NullMarked;
