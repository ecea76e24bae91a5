/**
 * Answers what IAM would answer, offline: explicit denials, allowances, the boundary, resource policies, trust, and the
 * condition operators that this project writes. It refuses to judge anything that it does not know.
 *
 * <p>Why our own: moto compares actions and ignores resources and conditions, parliament and cloudsplaining look for
 * weak policies and answer no question, Principal Mapper is no longer kept, and {@code iam-simulate}, which could do it,
 * is a Node program under the AGPL.
 */
@NullMarked
package dev.portcullis.infra.simulator;

import org.jspecify.annotations.NullMarked;
