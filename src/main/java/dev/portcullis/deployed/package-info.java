/**
 * A deployed stack as this machine reaches it: its outputs, and in {@code door} the ways to its admin API. Runs on a laptop
 * and in CI, with the rights of the person.
 *
 * <p>Must not know how the gateway is declared, nor what its admin API answers.
 */
@NullMarked
package dev.portcullis.deployed;

import org.jspecify.annotations.NullMarked;
