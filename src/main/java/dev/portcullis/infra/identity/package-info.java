/**
 * The stack of rights: OIDC trust, roles for CI and people, and the boundary. One row per type of resource
 * ({@link dev.portcullis.infra.identity.Deployable}) says what CI may do with it.
 */
@NullMarked
package dev.portcullis.infra.identity;

import org.jspecify.annotations.NullMarked;
