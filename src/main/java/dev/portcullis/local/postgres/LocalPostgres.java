package dev.portcullis.local.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.LongConsumer;

/** A PostgreSQL on loopback with one database, whose owner is its only role that may log in. */
public final class LocalPostgres implements AutoCloseable {
    /** The database and its owner. */
    public static final String NAME = "portcullis";

    private final EmbeddedPostgres server;

    private LocalPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    /**
     * Returns when it serves. Takes two seconds, and some more the first time, when the binaries are unpacked.
     *
     * @param binaries where they are unpacked to, for this and later trials
     * @param data an absent folder
     * @param password the owner's password: letters and digits
     * @param record is told the process
     */
    public static LocalPostgres start(Path binaries, Path data, String password, LongConsumer record) {
        try {
            return started(binaries, data, password, record);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not come up", e);
        }
    }

    private static LocalPostgres started(Path binaries, Path data, String password, LongConsumer record)
            throws IOException {
        Files.createDirectories(binaries);
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(binaries.toFile())
                .setDataDirectory(data)
                // The trial stops it, in its own order.
                .setRegisterShutdownHook(false)
                .setServerConfig("listen_addresses", "127.0.0.1")
                // The library starts it with -F and without waiting for commits: a ledger must do neither.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", "32MB")
                .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                .start();
        LocalPostgres started = new LocalPostgres(server);
        try {
            record.accept(Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0)));
            started.closeToOthers(data, password);
        } catch (IOException | RuntimeException e) {
            started.close();
            throw e;
        }
        return started;
    }

    public int port() {
        return server.getPort();
    }

    /** The library's server trusts everybody on this machine; from now on it asks for the owner's password. */
    private void closeToOthers(Path data, String password) throws IOException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE " + NAME + " LOGIN PASSWORD '" + password + "'");
            statement.execute("CREATE DATABASE " + NAME + " OWNER " + NAME);
            Files.write(
                    data.resolve("pg_hba.conf"), List.of("host " + NAME + " " + NAME + " 127.0.0.1/32 scram-sha-256"));
            statement.execute("SELECT pg_reload_conf()");
        } catch (SQLException e) {
            throw new IOException("its role and database could not be made", e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL could not be stopped", e);
        }
    }
}
