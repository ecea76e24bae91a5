package dev.portcullis.gate.ledger;

/**
 * The ledger's database, which its role owns and shares only with other gates.
 *
 * @param password does not print
 */
public record PostgresLogin(String host, int port, String name, String user, String password) {
    @Override
    public String toString() {
        return user + "@" + host + ":" + port + "/" + name;
    }
}
