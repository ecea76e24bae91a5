package dev.portcullis.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.portcullis.probe.Caller;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import javax.net.ssl.SSLException;

/** The part of a request's way that gave an answer, told by the answer's form alone: only the gate answers in JSON. */
enum Layer {
    DNS(FactKind.WAY_DNS),
    EDGE(FactKind.WAY_EDGE),
    ACCESS(FactKind.WAY_ACCESS),
    TUNNEL(FactKind.WAY_TUNNEL),
    GATE(FactKind.WAY_GATE);

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<Integer> AWAY = List.of(502, 504, 521, 522, 523, 524, 530);

    private final FactKind row;

    Layer(FactKind row) {
        this.row = row;
    }

    /** The row of the doctor's table that tells of this layer. */
    FactKind row() {
        return row;
    }

    static Layer of(Caller.Answer answer) {
        String body = answer.body();
        if (isOfTheGate(answer)) {
            return GATE;
        }
        if (AWAY.contains(answer.status()) || body.contains("error code: 1033")) {
            return TUNNEL;
        }
        boolean isRule = body.contains("you have been blocked") || body.matches("(?s).*error code: 10[0-9][0-9].*");
        if (answer.status() == 429 || answer.status() == 404 || isRule) {
            return EDGE;
        }
        return ACCESS;
    }

    /** Without an answer: the name, or else the edge, which did not speak TLS with us or was not reached. */
    static Layer of(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
                return DNS;
            }
        }
        return EDGE;
    }

    /** In a few words, and without the name of the host. */
    static String words(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return "no certificate for this host";
            }
            if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
                return "no address";
            }
        }
        return "no answer (" + e.getClass().getSimpleName() + ")";
    }

    static boolean isOfTheGate(Caller.Answer answer) {
        if (!answer.type().startsWith("application/json")) {
            return false;
        }
        return answer.status() == 200 || !code(answer).isEmpty();
    }

    /** The gate's own code; empty where there is none. */
    static String code(Caller.Answer answer) {
        try {
            return JSON.readTree(answer.body()).at("/error/code").asText("");
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}
