/**
 * Commands of the admin API: virtual keys, clients and what they spent.
 */
@NullMarked
package dev.portcullis.cli.keys;

import org.jspecify.annotations.NullMarked;
