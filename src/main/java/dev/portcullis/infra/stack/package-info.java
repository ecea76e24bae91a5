/**
 * The base of both kinds of stack: its site, ARNs, private buckets, trust, and the blueprint that is planned.
 */
@NullMarked
package dev.portcullis.infra.stack;

import org.jspecify.annotations.NullMarked;
