package dev.portcullis.idlestop;

/** What the gate publishes every minute, without dimensions; both at once, so that one without the other is a gap. */
enum Metric {
    /** Requests that began in the minute. */
    REQUESTS("Requests", "Sum"),
    /** The most requests, streams and media jobs that were under way at once in the minute. */
    IN_FLIGHT("InFlight", "Maximum");

    private final String title;
    private final String statistic;

    Metric(String title, String statistic) {
        this.title = title;
        this.statistic = statistic;
    }

    /** The name in CloudWatch. */
    String title() {
        return title;
    }

    String statistic() {
        return statistic;
    }
}
