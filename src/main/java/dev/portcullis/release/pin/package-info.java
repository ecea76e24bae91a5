/**
 * How a checksum comes into {@code config/components.yaml} when a maker publishes signatures only: package and signature
 * are fetched and checked against a key that a person supplies. Runs on a laptop; a host knows checksums alone. GnuPG does
 * the checking as a program of its own: it is what makers test their signatures with, and brings no library along.
 */
@org.jspecify.annotations.NullMarked
package dev.portcullis.release.pin;
