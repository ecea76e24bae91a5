package dev.portcullis.settings;

import dev.portcullis.settings.value.Email;
import dev.portcullis.settings.value.Usd;
import java.util.Optional;

/**
 * The limits on money. The two caps are the gate's, which stop calls; the two warnings are AWS budgets, which send a
 * mail hours late and stop nothing; the breaker is AWS's as well, hours late, and stops every call.
 *
 * @param alertEmail gets the warnings
 * @param capDayUsd the cap on all model calls of the gateway in a day (UTC)
 * @param capMonthUsd the same in a calendar month
 * @param warnModelsDayUsd the warning about model calls in a day, as AWS bills them
 * @param warnAccountMonthUsd the warning about everything in the account in a month
 * @param breakerUsd the stop outside the gateway, above the cap of a day
 * @param defaultMaxTokens the bound on an answer whose caller names none: so much is reserved for it
 * @param anomalyMonitorArn the account's existing cost anomaly monitor, if its findings are wanted
 */
public record SpendSettings(
        Email alertEmail,
        Usd capDayUsd,
        Usd capMonthUsd,
        Usd warnModelsDayUsd,
        Usd warnAccountMonthUsd,
        Usd breakerUsd,
        int defaultMaxTokens,
        Optional<String> anomalyMonitorArn) {}
