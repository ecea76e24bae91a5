package dev.portcullis.gate.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Connections to PostgreSQL. While it is away every question fails within a second, most at once: callers are told to
 * come back instead of queueing.
 */
public final class LedgerConnections implements AutoCloseable {
    private static final int CONNECTIONS = 8;
    private static final long CONNECT_MS = 1_000;
    private static final int ANSWER_SECONDS = 5;
    /** The time for which a first failure stands for all others. */
    private static final long AWAY_NANOS = 500_000_000;

    private final HikariDataSource pool;
    private final AtomicBoolean migrated = new AtomicBoolean();
    private final AtomicLong awayUntil = new AtomicLong(System.nanoTime());

    private LedgerConnections(HikariDataSource pool) {
        this.pool = pool;
    }

    /** Does not connect yet: the first use does, or {@link #migrate}. */
    public static LedgerConnections of(PostgresLogin config) {
        HikariConfig hikari = new HikariConfig();
        hikari.setJdbcUrl("jdbc:postgresql://" + config.host() + ":" + config.port() + "/" + config.name());
        hikari.setUsername(config.user());
        hikari.setPassword(config.password());
        hikari.setMaximumPoolSize(CONNECTIONS);
        hikari.setConnectionTimeout(CONNECT_MS);
        hikari.setInitializationFailTimeout(-1);
        hikari.setPoolName("ledger");
        hikari.addDataSourceProperty("ApplicationName", "portcullis-gate");
        hikari.addDataSourceProperty("tcpKeepAlive", "true");
        hikari.addDataSourceProperty("connectTimeout", "1");
        // A server that has stopped answering is as bad as one that is gone.
        hikari.addDataSourceProperty("socketTimeout", Integer.toString(ANSWER_SECONDS));
        hikari.addDataSourceProperty("prepareThreshold", "1");
        return new LedgerConnections(new HikariDataSource(hikari));
    }

    /** Brings the schema up to this release; several gates may do so together. Until then nothing else works. */
    public void migrate() throws LedgerUnavailable {
        try {
            Flyway.configure(LedgerConnections.class.getClassLoader())
                    .dataSource(pool)
                    .locations("classpath:dev/portcullis/gate/ledger")
                    // A release that was rolled back meets the migrations of the one after it.
                    .ignoreMigrationPatterns("*:future")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new LedgerUnavailable(
                    "the schema cannot be brought up to date: " + e.getClass().getSimpleName());
        }
        migrated.set(true);
    }

    public boolean isMigrated() {
        return migrated.get();
    }

    /** One piece of work on a connection of its own. */
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Each statement is a transaction. */
    public <T> T ask(Work<T> work) throws LedgerUnavailable {
        if (!migrated.get()) {
            throw new LedgerUnavailable("the schema is not up to date yet");
        }
        if (System.nanoTime() - awayUntil.get() < 0) {
            throw new LedgerUnavailable("PostgreSQL was away a moment ago");
        }
        try (Connection connection = pool.getConnection()) {
            return work.on(connection);
        } catch (SQLTransientConnectionException e) {
            awayUntil.set(System.nanoTime() + AWAY_NANOS);
            throw new LedgerUnavailable(e, false);
        } catch (SQLException e) {
            throw new LedgerUnavailable(e, true);
        }
    }

    /** All statements are one transaction. */
    public <T> T change(Work<T> work) throws LedgerUnavailable {
        return ask(connection -> {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        });
    }

    @Override
    public void close() {
        pool.close();
    }
}
