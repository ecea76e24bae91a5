package dev.portcullis.smoke;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.portcullis.probe.Caller.Answer;
import java.io.IOException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Compares an answer with the expected one, in words of our own: no body, no host, no secret. The form shows which lock
 * answered: the gate's errors are JSON with an {@code error}, Cloudflare's are not.
 */
final class SmokeVerdict {
    /** Cloudflare's status when no tunnel is connected or nobody is at its end, as when the host sleeps. */
    private static final List<Integer> AWAY = List.of(502, 504, 521, 522, 523, 530);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SmokeVerdict() {}

    /** The edge itself has to say no; the gate would, but then the edge's lock is open. */
    static Optional<String> refusedAtTheEdge(Answer answer) {
        if (isOfTheGate(answer)) {
            return Optional.of("the edge let it through to the gate, which answered " + answer.status()
                    + ": Access does not guard this host");
        }
        return answer.status() == 401 || answer.status() == 403
                ? Optional.empty()
                : Optional.of("expected 401 or 403 of the edge, got " + seen(answer));
    }

    /** The same for a path, which either lock may refuse. */
    static Optional<String> refused(int status) {
        return List.of(400, 403, 404, 405).contains(status)
                ? Optional.empty()
                : Optional.of("expected 400, 403, 404 or 405, got " + status);
    }

    /**
     * The verdict on a request of the corpus, which showed good credentials.
     *
     * @param byEdge whether the edge has to refuse it; otherwise either lock may
     */
    static Optional<String> attackRefused(boolean byEdge, Answer answer) {
        int status = answer.status();
        if (status == 429) {
            return Optional.of("not asked: the edge's rate limit answered 429; wait a minute and ask again");
        }
        if (AWAY.contains(status)) {
            return Optional.of("not asked: the edge answered " + status + ", since the gateway sleeps or went away");
        }
        // The answer to a HEAD has no body to look at; the edge's own refusals are HTML.
        if (byEdge && answer.type().startsWith("application/json")) {
            return Optional.of("the edge let it through to the gate, which answered " + status);
        }
        return refused(status);
    }

    static Optional<String> refusedByTheGate(int status, Answer answer) {
        return answer.status() == status && isOfTheGate(answer)
                ? Optional.empty()
                : Optional.of("expected " + status + " of the gate, got " + seen(answer));
    }

    static Optional<String> answered(Answer answer, String part) {
        if (answer.status() == 200 && answer.body().contains(part)) {
            return Optional.empty();
        }
        return Optional.of("expected 200 with " + part + ", got " + seen(answer));
    }

    /**
     * The verdict on a model: an account that has never used a vendor's models is told what it lacks, where, by whom
     * and how often.
     */
    static Optional<String> completed(Answer answer, String part) {
        return switch (code(answer)) {
            case "model_use_case_missing" ->
                Optional.of(
                        "the gateway's AWS account has not filled in Anthropic's use-case form: an administrator of the"
                                + " account does it once, in the Bedrock console under Model catalog, any Claude model, Submit use"
                                + " case details; it counts within 15 minutes");
            case "model_subscription_missing" ->
                Optional.of(
                        "the gateway's AWS account has no AWS Marketplace subscription for this model: an administrator"
                                + " who may aws-marketplace:Subscribe asks the model once, in the Bedrock console's playground; it"
                                + " counts within minutes");
            default -> answered(answer, part);
        };
    }

    /** Cloudflare's Browser Integrity Check refuses some programs by their user agent, whatever token they show. */
    static Optional<String> admitsPrograms(Answer answer) {
        return answer.status() == 403 && !isOfTheGate(answer)
                ? Optional.of("the edge answers 403 to a user agent that it takes for a robot's: set browserCheckOff"
                        + " on a dedicated zone, or switch the Browser Integrity Check off for this host")
                : answered(answer, "\"data\"");
    }

    /** Whether it is worth to ask again in a while. */
    static boolean isAway(Answer answer) {
        return AWAY.contains(answer.status()) && !isOfTheGate(answer);
    }

    /** Why the first question of a client was not answered; empty when it was. */
    static Optional<String> unreached(Answer answer) {
        int status = answer.status();
        if (status == 200) {
            return answered(answer, "\"data\"");
        }
        if (isOfTheGate(answer)) {
            return Optional.of("the gate answers " + status
                    + switch (status) {
                        case 401 -> ": it does not know this key, or this key is not this client's";
                        case 503 -> ": it is not ready, or its database is away";
                        default -> "";
                    });
        }
        if (isAway(answer)) {
            return Optional.of(
                    "the edge answers " + status
                            + ": the gateway sleeps or its tunnel is down; ./portcullis status tells, ./portcullis start wakes it");
        }
        return Optional.of(
                switch (status) {
                    case 401 -> "the edge answers 401: the service token is none of its own, or has expired";
                    case 403 ->
                        "the edge answers 403: the service token is good and not this application's, or a rule"
                                + " refuses this machine's address";
                    case 301, 302, 303, 307, 308 ->
                        "a redirect (" + status + "), which is not followed: this host is for people";
                    case 404 -> "the edge answers 404: this host is no gateway";
                    default -> "expected 200, got " + seen(answer);
                });
    }

    /** No message of an exception: it may hold the host's name. */
    static String failed(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return "TLS: the certificate is not valid for this host";
            }
            if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
                return "DNS: the host has no address";
            }
            if (cause instanceof HttpTimeoutException) {
                return "no answer in time";
            }
        }
        return e instanceof IOException
                ? "no answer (" + e.getClass().getSimpleName() + ")"
                : e.getClass().getSimpleName();
    }

    /** The gate's word for what is wrong; empty where there is none. */
    private static String code(Answer answer) {
        try {
            return isOfTheGate(answer)
                    ? JSON.readTree(answer.body()).path("error").path("code").asText("")
                    : "";
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    private static boolean isOfTheGate(Answer answer) {
        try {
            return answer.type().startsWith("application/json")
                    && JSON.readTree(answer.body()).path("error").isObject();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static String seen(Answer answer) {
        String type = answer.type().replaceAll("[^a-z/+-].*", "");
        return answer.status() + (type.isEmpty() ? "" : " " + type);
    }
}
