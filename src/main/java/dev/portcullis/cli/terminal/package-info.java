/**
 * The parts that all commands share at the terminal: groups, help, tables, and results as text or JSON.
 */
@NullMarked
package dev.portcullis.cli.terminal;

import org.jspecify.annotations.NullMarked;
