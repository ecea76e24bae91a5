package dev.portcullis.bench;

import dev.portcullis.gate.ledger.PostgresLogin;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL as careful as the host's: the library's own switches leave out what makes a commit last. */
record Postgres(EmbeddedPostgres server) implements AutoCloseable {

    static Postgres start() throws IOException, SQLException {
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            requireOn(statement, "fsync");
            requireOn(statement, "synchronous_commit");
            requireOn(statement, "full_page_writes");
        }
        return new Postgres(server);
    }

    private static void requireOn(Statement statement, String setting) throws SQLException {
        try (ResultSet row = statement.executeQuery("SHOW " + setting)) {
            if (!row.next() || !row.getString(1).equals("on")) {
                throw new IllegalStateException(setting + " is off: a commit would cost nothing");
            }
        }
    }

    PostgresLogin config() {
        return new PostgresLogin("127.0.0.1", server.getPort(), "postgres", "postgres", "any-password-0123456789");
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
