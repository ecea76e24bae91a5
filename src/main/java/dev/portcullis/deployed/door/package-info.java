/**
 * The ways to the admin API of a deployed stack: the operators' door behind Access, or else a session through AWS Systems
 * Manager. Each is opened for one command and closed with it.
 *
 * <p>Must not know the admin API itself. No secret is an argument of a program that it starts.
 */
@NullMarked
package dev.portcullis.deployed.door;

import org.jspecify.annotations.NullMarked;
