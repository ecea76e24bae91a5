/**
 * The values that a provider accepts, as facts, and the check of one resource against them: for {@code plan} before
 * there is any provider, and for the stand-ins that take a provider's place in tests.
 *
 * <p>The facts are the JSON files beside these classes; each names where it is from. {@link ProviderRules} says what a
 * key in them means.
 */
@NullMarked
package dev.portcullis.plan.constraints;

import org.jspecify.annotations.NullMarked;
