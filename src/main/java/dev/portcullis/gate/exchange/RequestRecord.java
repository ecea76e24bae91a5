package dev.portcullis.gate.exchange;

import dev.portcullis.gate.ledger.money.Settlement;
import dev.portcullis.settings.value.ClientName;
import dev.portcullis.settings.value.Usd;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The facts that the log and the metrics take of one request, gathered as they become known; empty until then. */
public final class RequestRecord {
    private final List<String> dropped = new ArrayList<>();
    private String client = "";
    private String key = "";
    private Optional<String> keyName = Optional.empty();
    private String keyProblem = "";
    private String model = "";
    private String code = "";
    private Optional<Settlement> settlement = Optional.empty();
    private Usd cost = Usd.ZERO;
    private Set<String> guardrail = Set.of();
    private long bytesIn;
    private int retries;

    public void letIn(ClientName name) {
        client = name.value();
    }

    public String client() {
        return client;
    }

    public void showed(String keyId) {
        key = keyId;
    }

    /** The id of the virtual key. */
    public String key() {
        return key;
    }

    /** Notes the name of the key, once its secret is proven: nobody else can write under it. */
    public void proved(String name) {
        keyName = Optional.of(name);
    }

    /** Empty until the key is proven. */
    public Optional<String> keyName() {
        return keyName;
    }

    /** Why the key was refused, for the log alone. */
    public void keyProblem(String word) {
        keyProblem = word;
    }

    public String keyProblem() {
        return keyProblem;
    }

    void asks(String modelName) {
        model = modelName;
    }

    /** The catalogue's name, never the caller's word; empty before the model is found there. */
    public String model() {
        return model;
    }

    /**
     * Notes what the call cost: the whole reservation where the settlement names no cost.
     *
     * @param most the reserved amount
     */
    public void settled(Settlement end, Usd most) {
        cost = end.cost().orElse(most);
        settlement = Optional.of(end);
    }

    /** Notes the policies of the guardrail that intervened. */
    public void guarded(Set<String> policies) {
        guardrail = Set.copyOf(policies);
    }

    /** The policies of the guardrail that intervened, by name and without any content; mostly none. */
    public Set<String> guardrail() {
        return guardrail;
    }

    /** Zero for what needed no money. */
    public Usd cost() {
        return cost;
    }

    /** Empty for what needed no money. */
    public Optional<Settlement> settlement() {
        return settlement;
    }

    void received(long bytes) {
        bytesIn += bytes;
    }

    public long bytesIn() {
        return bytesIn;
    }

    public void retried() {
        retries++;
    }

    public int retries() {
        return retries;
    }

    /** Names what the caller sent and nobody will see. */
    public void drops(List<String> names) {
        dropped.addAll(names);
    }

    public List<String> dropped() {
        return List.copyOf(dropped);
    }

    /** @param word for the error */
    void failed(String word) {
        code = word;
    }

    /** The word for an error; empty when all went well. */
    public String code() {
        return code;
    }
}
