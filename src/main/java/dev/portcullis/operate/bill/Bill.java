package dev.portcullis.operate.bill;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The costs of some days.
 *
 * @param isOfStack whether the rows are the stack's alone; the whole account's where no cost carries the tag
 * @param isEstimated whether AWS may still change a day of it
 * @param requests how many requests the answer took, each of which AWS charges
 */
public record Bill(
        LocalDate since, LocalDate until, List<BillRow> rows, boolean isOfStack, boolean isEstimated, int requests) {
    public BigDecimal total() {
        return rows.stream().map(BillRow::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Sums by service, the highest first. */
    public Map<String, BigDecimal> byService() {
        Map<String, BigDecimal> sums = sums(BillRow::service);
        return sums.entrySet().stream()
                .sorted(Map.Entry.<String, BigDecimal>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
    }

    /** Sums by day, in their order. */
    public Map<LocalDate, BigDecimal> byDay() {
        return sums(BillRow::day);
    }

    private <K extends Comparable<? super K>> Map<K, BigDecimal> sums(Function<BillRow, K> key) {
        return rows.stream()
                .collect(Collectors.groupingBy(
                        key, TreeMap::new, Collectors.reducing(BigDecimal.ZERO, BillRow::cost, BigDecimal::add)));
    }
}
