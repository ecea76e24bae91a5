/**
 * The help of the command line: pages, groups, completion, versions, and the answers to mistyped words.
 */
@NullMarked
package dev.portcullis.cli.help;

import org.jspecify.annotations.NullMarked;
