package dev.portcullis.gate.ledger;

/**
 * Where the ledger is: a database that its role owns and shares with nobody but other gates.
 *
 * @param password does not print
 */
public record PostgresLogin(String host, int port, String name, String user, String password) {
    @Override
    public String toString() {
        return user + "@" + host + ":" + port + "/" + name;
    }
}
