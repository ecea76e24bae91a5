/**
 * The commands about the models of the catalogue.
 */
@NullMarked
package dev.portcullis.cli.models;

import org.jspecify.annotations.NullMarked;
