package dev.portcullis.init.text;

import java.util.ArrayList;
import java.util.List;

/** The lines by which two texts differ. */
public final class LineDiff {
    private LineDiff() {}

    /** Removed lines with {@code -} and added ones with {@code +}, in the order of the text; empty when they are equal. */
    public static List<String> of(String before, String after) {
        List<String> old = before.lines().toList();
        List<String> made = after.lines().toList();
        int[][] common = common(old, made);
        List<String> diff = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < old.size() || j < made.size()) {
            if (i < old.size() && j < made.size() && old.get(i).equals(made.get(j))) {
                i++;
                j++;
            } else if (i < old.size() && (j == made.size() || common[i + 1][j] >= common[i][j + 1])) {
                diff.add("- " + old.get(i++));
            } else {
                diff.add("+ " + made.get(j++));
            }
        }
        return diff;
    }

    /** The longest common subsequence of each pair of ends. */
    private static int[][] common(List<String> old, List<String> made) {
        int[][] common = new int[old.size() + 1][made.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = made.size() - 1; j >= 0; j--) {
                common[i][j] = old.get(i).equals(made.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }
}
