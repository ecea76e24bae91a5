/**
 * A PostgreSQL of a trial's own, for the gate's ledger.
 *
 * <p>Runs on a laptop and in CI, from binaries that come with the build. It must not know what is stored in it: the
 * gate makes its own schema, with a role that owns one database and nothing else, as on the host.
 */
@NullMarked
package dev.portcullis.local.postgres;

import org.jspecify.annotations.NullMarked;
