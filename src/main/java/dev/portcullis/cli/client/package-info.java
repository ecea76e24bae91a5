/**
 * The commands that change the clients of a stack: its file, and then what is deployed.
 */
@NullMarked
package dev.portcullis.cli.client;

import org.jspecify.annotations.NullMarked;
