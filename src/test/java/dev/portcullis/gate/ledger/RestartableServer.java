package dev.portcullis.gate.ledger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL that a test stops and starts again on the same port and the same data. */
public final class RestartableServer implements AutoCloseable {
    private final Path data;
    private EmbeddedPostgres server;
    private final int port;

    private RestartableServer(Path data) throws IOException {
        this.data = data;
        this.server = run(0);
        this.port = server.getPort();
    }

    public static RestartableServer start(Path data) throws IOException {
        return new RestartableServer(data);
    }

    private EmbeddedPostgres run(int at) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on");
        return at == 0 ? builder.start() : builder.setPort(at).start();
    }

    /** Breaks its connections off. */
    public void stop() throws IOException {
        server.close();
    }

    public void start() throws IOException {
        server = run(port);
    }

    public PostgresLogin config() {
        return new PostgresLogin("127.0.0.1", port, "postgres", "postgres", "");
    }

    /** The first column of the first row. */
    public String text(String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
