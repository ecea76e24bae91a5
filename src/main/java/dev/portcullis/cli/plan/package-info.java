/**
 * {@code plan}, and the comment that CI writes from two plans.
 */
@NullMarked
package dev.portcullis.cli.plan;

import org.jspecify.annotations.NullMarked;
