/**
 * An operator's actions on a running gateway: wake it, stop it, show its state, and roll back.
 *
 * <p>Runs on a laptop and in CI, with the caller's AWS credentials. It asks AWS only, by the names that the stack's
 * declaration gives, and never the gateway: whether that answers its callers, {@code smoke} tells. It may do what
 * {@link dev.portcullis.operate.OperatorActions} lists and nothing else, so that the role for it can be small. Nothing
 * here calls anything that AWS charges for by the call.
 */
@NullMarked
package dev.portcullis.operate;

import org.jspecify.annotations.NullMarked;
