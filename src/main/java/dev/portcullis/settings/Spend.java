package dev.portcullis.settings;

import java.util.Optional;

/**
 * Who is warned of what costs. These are AWS budgets, which warn hours late; what stops a caller are the gate's own.
 *
 * @param anomalyMonitorArn the account's existing cost anomaly monitor, if its findings are wanted
 */
public record Spend(
        Email alertEmail, Usd dailyModelBudgetUsd, Usd monthlyBudgetUsd, Optional<String> anomalyMonitorArn) {}
