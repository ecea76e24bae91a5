package dev.portcullis.cost;

import java.util.Optional;

/**
 * The parts of one gateway that AWS charges for.
 *
 * @param idleStop empty where the host runs on; then nothing is published either
 * @param journalDays how long CloudWatch Logs keeps the journal; empty where the host keeps it to itself
 * @param wakesPerDay the most starts that callers may cause in a day; empty where they cannot
 * @param awakeMinutes the minutes of a week in which the host is up at least; empty where no such time is set
 */
public record Footprint(
        String instanceType,
        int rootGib,
        int dataGib,
        int alarms,
        Optional<IdleStop> idleStop,
        Optional<Integer> journalDays,
        Optional<Integer> wakesPerDay,
        Optional<Integer> awakeMinutes) {
    /**
     * The function that looks whether the host is idle.
     *
     * @param everyMinutes from one run to the next
     * @param memoryMib the memory that Lambda charges for by the second
     */
    public record IdleStop(int everyMinutes, int memoryMib) {}
}
