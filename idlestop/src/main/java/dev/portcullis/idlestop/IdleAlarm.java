package dev.portcullis.idlestop;

/** Thrown so that Lambda counts an error, which is what the alarm for people watches. */
final class IdleAlarm extends RuntimeException {
    IdleAlarm(IdleDecision.Alarm alarm) {
        super(alarm.reason());
    }
}
