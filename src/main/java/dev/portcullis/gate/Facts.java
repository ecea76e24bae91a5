package dev.portcullis.gate;

import dev.portcullis.gate.ledger.Settlement;
import dev.portcullis.settings.ClientName;
import dev.portcullis.settings.Usd;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the log and the metrics say about one request, gathered as it becomes known; empty until then. */
final class Facts {
    private final List<String> dropped = new ArrayList<>();
    private String client = "";
    private String key = "";
    private String keyProblem = "";
    private String model = "";
    private String code = "";
    private Optional<Settlement> settlement = Optional.empty();
    private Usd cost = Usd.ZERO;
    private long bytesIn;
    private int retries;

    void letIn(ClientName name) {
        client = name.value();
    }

    String client() {
        return client;
    }

    void showed(String keyId) {
        key = keyId;
    }

    /** The id of the virtual key. */
    String key() {
        return key;
    }

    /** Why the key was refused, for the log alone. */
    void keyProblem(String word) {
        keyProblem = word;
    }

    String keyProblem() {
        return keyProblem;
    }

    void asks(String modelName) {
        model = modelName;
    }

    String model() {
        return model;
    }

    /** @param most what was set aside */
    void settled(Settlement end, Usd most) {
        cost = end.cost().orElse(most);
        settlement = Optional.of(end);
    }

    /** Zero for what needed no money. */
    Usd cost() {
        return cost;
    }

    /** Empty for what needed no money. */
    Optional<Settlement> settlement() {
        return settlement;
    }

    void received(long bytes) {
        bytesIn += bytes;
    }

    long bytesIn() {
        return bytesIn;
    }

    void retried() {
        retries++;
    }

    int retries() {
        return retries;
    }

    /** Names what the caller sent and nobody will see. */
    void drops(List<String> names) {
        dropped.addAll(names);
    }

    List<String> dropped() {
        return List.copyOf(dropped);
    }

    /** @param word for the error */
    void failed(String word) {
        code = word;
    }

    /** The word for an error; empty when all went well. */
    String code() {
        return code;
    }
}
