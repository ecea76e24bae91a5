package dev.portcullis.infra.gateway;

import dev.portcullis.settings.Client;
import dev.portcullis.settings.ClientKey;
import dev.portcullis.settings.Settings;
import dev.portcullis.settings.value.Usd;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The terms of the declared keys in words: as an output, so that a preview shows who would get which. */
public final class DeclaredKeyText {
    private DeclaredKeyText() {}

    /** Client to terms. */
    public static Map<String, String> of(Settings settings) {
        Map<String, String> texts = new TreeMap<>();
        for (Client client : settings.clients()) {
            client.key().ifPresent(key -> texts.put(client.name().value(), terms(key)));
        }
        return texts;
    }

    /**
     * The most that all of them can spend in a day: the smallest budget of each, and never more than the gateway's cap.
     * Empty without a declared key.
     */
    public static Optional<Usd> worstDay(Settings settings) {
        Usd cap = settings.spend().capDayUsd();
        return settings.clients().stream()
                .flatMap(client -> client.key().stream())
                .map(key -> key.budgets().values().stream().min(Usd::compareTo).orElse(cap))
                .reduce(Usd::plus)
                .map(sum -> sum.compareTo(cap) < 0 ? sum : cap);
    }

    private static String terms(ClientKey key) {
        String budgets = key.budgets().isEmpty()
                ? "no budget"
                : key.budgets().entrySet().stream()
                        .map(budget -> budget.getValue()
                                + (budget.getKey().equals("total") ? " in total" : " a " + budget.getKey()))
                        .collect(Collectors.joining(", "));
        String models = key.models().isEmpty() ? "all models" : "models " + String.join(", ", key.models());
        String capabilities = key.capabilities().isEmpty() ? "" : "; " + String.join(", ", key.capabilities());
        String counts = key.counts().entrySet().stream()
                .map(count -> "; " + count.getKey() + " " + count.getValue())
                .collect(Collectors.joining());
        String expiry = key.expiresAt().map(end -> "; expires " + end).orElse("");
        return budgets + "; " + models + capabilities + counts + expiry + "; version " + key.version();
    }
}
