/**
 * Adds a checksum to {@code config/components.yaml} when a maker publishes signatures only: package and signature are
 * fetched and checked against a key that a person supplies. Runs on a laptop; a host knows checksums alone. GnuPG
 * checks as a program of its own: makers test their signatures with it, and it brings no library along.
 */
@org.jspecify.annotations.NullMarked
package dev.portcullis.release.pin;
