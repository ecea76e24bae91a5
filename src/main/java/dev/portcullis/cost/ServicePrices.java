package dev.portcullis.cost;

import dev.portcullis.settings.value.Usd;

/**
 * The services that AWS charges for by the piece, at the same price in every region of the list; mostly in millions, because
 * one is far below a cent.
 *
 * @param metricMonth the price of one custom metric; AWS counts the hours in which it was published
 * @param metricRequestsMillion the price of PutMetricData by the request, and of GetMetricData by the metric asked for
 * @param lambdaRunsMillion whatever a run does
 * @param lambdaGibSecondsMillion on arm64
 * @param eventsMillion the price of EventBridge's events
 * @param logGib taken in
 * @param logStoredGibMonth kept, before AWS compresses it
 */
record ServicePrices(
        Usd metricMonth,
        Usd metricRequestsMillion,
        Usd lambdaRunsMillion,
        Usd lambdaGibSecondsMillion,
        Usd eventsMillion,
        Usd logGib,
        Usd logStoredGibMonth) {}
