package dev.portcullis.settings;

import dev.portcullis.settings.value.Email;
import dev.portcullis.settings.value.Usd;
import java.util.Optional;

/**
 * The limits on money. The two caps are the gate's, which stop calls; the two warnings are AWS budgets, which send a
 * mail hours late and stop nothing.
 *
 * @param alertEmail gets the warnings
 * @param capDayUsd of all model calls of the gateway in a day (UTC)
 * @param capMonthUsd the same in a calendar month
 * @param warnModelsDayUsd of model calls in a day, as AWS bills them
 * @param warnAccountMonthUsd of everything in the account in a month
 * @param defaultMaxTokens of an answer whose caller names no bound: so much is set aside for it
 * @param anomalyMonitorArn the account's existing cost anomaly monitor, if its findings are wanted
 */
public record SpendSettings(
        Email alertEmail,
        Usd capDayUsd,
        Usd capMonthUsd,
        Usd warnModelsDayUsd,
        Usd warnAccountMonthUsd,
        int defaultMaxTokens,
        Optional<String> anomalyMonitorArn) {}
