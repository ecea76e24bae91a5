package dev.portcullis.gate.telemetry;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The part of the gate that refuses a call, by the code of its refusal. */
public enum RefusalLock {
    HOST("misdirected_request"),
    ROUTE("not_found", "malformed_path"),
    ASSERTION("access_token_missing", "access_token_invalid", "access_unavailable"),
    CLOSED("gateway_closed"),
    KEY("missing_key", "invalid_key", "capability_not_allowed", "model_not_allowed"),
    LIMITS("rate_limited", "too_many_in_flight", "busy"),
    MONEY("insufficient_quota", "budget_reserved"),
    BODY(
            "malformed_request",
            "malformed_body",
            "body_incomplete",
            "body_too_slow",
            "body_too_large",
            "unsupported_media_type",
            "not_implemented",
            "invalid_request",
            "batch_over_limit",
            "prompt_over_limit",
            "model_not_found",
            "model_not_supported"),
    UPSTREAM(
            "upstream_refused",
            "upstream_throttled",
            "upstream_denied",
            "upstream_failed",
            "upstream_broke_off",
            "upstream_unavailable",
            "upstream_overloaded",
            "upstream_timeout",
            "answer_too_slow",
            "context_length_exceeded",
            "model_use_case_missing",
            "model_subscription_missing"),
    GATE("internal_error", "ledger_unavailable", "disk_full", "hung_up"),
    DOOR("not_an_operator", "foreign_page");

    @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
    private final Set<String> codes;

    RefusalLock(String... codes) {
        this.codes = Set.of(codes);
    }

    /** The gate itself for a code that no lock names. */
    static RefusalLock of(String code) {
        return Arrays.stream(values())
                .filter(lock -> lock.codes.contains(code))
                .findFirst()
                .orElse(GATE);
    }

    /** The codes of all locks, each once for each lock that names it. */
    public static List<String> allCodes() {
        return Arrays.stream(values()).flatMap(lock -> lock.codes.stream()).toList();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
