package dev.portcullis.catalogue.litellm;

import dev.portcullis.input.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads pip's format strictly: only pinned packages and their hashes, nothing that could bring in anything else. */
final class LockReader {
    private static final Pattern PINNED = Pattern.compile("([a-z0-9-]+)==([A-Za-z0-9.+!]+)(?: ; (.+))?");
    private static final Pattern HASH = Pattern.compile("--hash=sha256:[0-9a-f]{64}");
    private static final String COMPILE = "Compile it again as config/litellm.in says";

    private final String file;
    private final String text;
    private final Problems problems;
    private final List<LockedPackage> packages = new ArrayList<>();

    LockReader(String file, String text, Problems problems) {
        this.file = file;
        this.text = text;
        this.problems = problems;
    }

    List<LockedPackage> read() {
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            // pip joins a line that ends with a backslash with the next one.
            String entry =
                    line.endsWith("\\") ? line.substring(0, line.length() - 1).strip() : line.strip();
            if (!entry.isEmpty() && !entry.startsWith("#")) {
                readEntry(number, entry);
            }
        }
        packages.stream().filter(entry -> entry.hashes() == 0).forEach(this::refuseUnhashed);
        packages.stream()
                .filter(entry -> entry.name().equals("litellm-enterprise"))
                .forEach(this::refuseProprietary);
        checkRelease();
        return packages;
    }

    private void readEntry(int number, String entry) {
        Matcher pinned = PINNED.matcher(entry);
        if (pinned.matches()) {
            String marker = pinned.group(3);
            packages.add(new LockedPackage(pinned.group(1), pinned.group(2), marker == null ? "" : marker, 0));
        } else if (HASH.matcher(entry).matches() && !packages.isEmpty()) {
            LockedPackage last = packages.remove(packages.size() - 1);
            packages.add(new LockedPackage(last.name(), last.version(), last.marker(), last.hashes() + 1));
        } else {
            problems.add(file + ":" + number, "'name==version' or '--hash=sha256:…'", "'" + entry + "'", COMPILE);
        }
    }

    private void refuseUnhashed(LockedPackage entry) {
        problems.add(file, "a hash for each package", "none for '" + entry.name() + "'", COMPILE);
    }

    private void refuseProprietary(LockedPackage entry) {
        problems.add(file, "open licences only", "'" + entry.name() + "'", COMPILE);
    }

    private void checkRelease() {
        List<String> releases = packages.stream()
                .filter(entry -> entry.name().equals("litellm"))
                .map(LockedPackage::version)
                .toList();
        if (releases.size() != 1) {
            problems.add(file, "one release of litellm", releases.isEmpty() ? "none" : releases.toString(), COMPILE);
        } else {
            LitellmRelease.check(file, releases.get(0), problems);
        }
    }
}
