package dev.portcullis.bench;

import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table, line by line as it is measured. */
final class Report {
    private static final long GIB = 1L << 30;

    private final List<Row> rows = new ArrayList<>();
    private double load = loadNow();

    /** @param load the machine's average over the minute before this part began, in processes that want to run */
    private record Row(String what, String value, String target, String verdict, double load) {}

    /** Begins a part. */
    void about(String part) {
        load = loadNow();
        System.err.println("bench: " + part + String.format(Locale.ROOT, " (load %.1f)", load));
    }

    void figure(String what, String value) {
        rows.add(new Row(what, value, "", "", load));
    }

    void figure(String what, String value, String target, boolean met) {
        rows.add(new Row(what, value, target, met ? "met" : "MISSED", load));
    }

    String text() {
        StringBuilder text = new StringBuilder(machine()).append('\n');
        for (Row row : rows) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-86s %-44s %-10s %-7s %4.1f%n",
                    row.what(),
                    row.value(),
                    row.target(),
                    row.verdict(),
                    row.load()));
        }
        return text.toString();
    }

    String markdown() {
        StringBuilder text =
                new StringBuilder(machine()).append("\n\n| what | value | target | | load |\n|---|---|---|---|---|\n");
        for (Row row : rows) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %s | %.1f |%n",
                    row.what(),
                    row.value(),
                    row.target(),
                    row.verdict(),
                    row.load()));
        }
        return text.toString();
    }

    /** Its class and no more: whose it is says nothing about the figures. */
    private static String machine() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return String.format(
                Locale.ROOT,
                "%s, one machine for everything: %d cores (%s), %d GiB, Java %s. The load is the average of the minute"
                        + " before, in processes.",
                LocalDate.now(ZoneOffset.UTC),
                system.getAvailableProcessors(),
                system.getArch(),
                Math.round((double) system.getTotalMemorySize() / GIB),
                Runtime.version().feature());
    }

    private static double loadNow() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
