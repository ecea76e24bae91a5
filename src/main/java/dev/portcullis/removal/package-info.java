/**
 * The end of a deployed gateway: it tells what goes, what stays and what that costs, and then removes it step by step.
 * Runs on a laptop, with the caller's AWS credentials and the Pulumi CLI.
 *
 * <p>It reads the stack's state and never the program, so that a stack which is half destroyed can be ended as well. It must
 * not know how the gateway is declared.
 */
@NullMarked
package dev.portcullis.removal;

import org.jspecify.annotations.NullMarked;
