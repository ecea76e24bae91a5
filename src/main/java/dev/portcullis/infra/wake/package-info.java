/**
 * Starts a sleeping host when somebody asks it something: a Worker at Cloudflare that keeps the request, and a function
 * in AWS that starts the one instance.
 *
 * <p>The Worker holds no key of AWS. It signs its question with a secret that only it and the function have, and the
 * function may start that one instance and nothing else.
 */
@NullMarked
package dev.portcullis.infra.wake;

import org.jspecify.annotations.NullMarked;
