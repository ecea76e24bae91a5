/**
 * What both kinds of stack stand on: its site, ARNs, private buckets, trust, and the blueprint that is planned.
 */
@NullMarked
package dev.portcullis.infra.stack;

import org.jspecify.annotations.NullMarked;
