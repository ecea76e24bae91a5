package dev.portcullis.local.litellm;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows what pip prints: how far it is, and afterwards what went wrong. */
final class PipOutput {
    private static final Pattern MISMATCH =
            Pattern.compile("DO NOT MATCH THE HASHES[^\\n]*\\n\\s+(\\S+)[^\\n]*:\\n\\s+Expected");
    private static final Pattern UNKNOWN =
            Pattern.compile("(?:No matching distribution found for|satisfies the requirement) ([^\\s(]+)");
    private static final Pattern OFFLINE = Pattern.compile(
            "NewConnectionError|NameResolutionError|Name or service not known|Temporary failure in name resolution"
                    + "|Network is unreachable|ConnectTimeoutError|Connection refused|ProxyError");

    private final StringBuilder text = new StringBuilder();
    private final Progress progress;
    private final int locked;
    private int left;
    private volatile int total;
    private volatile boolean installing;
    private int collected;

    PipOutput(int locked, Progress progress) {
        this.locked = locked;
        this.total = locked;
        this.progress = progress;
        progress.at("Downloading", 0, total);
    }

    void line(String line) {
        text.append(line).append('\n');
        if (line.startsWith("Ignoring ")) {
            left++;
            total = locked - left;
        } else if (line.startsWith("Collecting ")) {
            collected++;
            progress.at("Downloading", collected, total);
        } else if (line.startsWith("Installing collected packages:")) {
            installing = true;
        }
    }

    /** True when everything has been fetched and its hashes have been compared. */
    boolean isInstalling() {
        return installing;
    }

    int total() {
        return total;
    }

    /** {@code log} has all that pip printed. */
    InstallFailure failure(Path log) {
        Matcher mismatch = MISMATCH.matcher(text);
        if (mismatch.find()) {
            return new InstallFailure(
                    "config/litellm.lock",
                    "files with the hashes of the lock",
                    "another file for '" + mismatch.group(1) + "'; nothing was installed",
                    "Do not use that file: it was changed on its way, or the index was. The log is " + log);
        }
        if (text.indexOf("No space left on device") >= 0) {
            return new InstallFailure(
                    "disk",
                    "800 MB for LiteLLM",
                    "no space left",
                    "Make room and try again; nothing is kept half done");
        }
        if (OFFLINE.matcher(text).find()) {
            return new InstallFailure(
                    "network",
                    "a way to Python's package index on the first run",
                    "no connection",
                    "Connect, or set pip's index or proxy, and try again; what was fetched is kept. The log is " + log);
        }
        Matcher unknown = UNKNOWN.matcher(text);
        if (unknown.find()) {
            return new InstallFailure(
                    "config/litellm.lock",
                    "a wheel of '" + unknown.group(1) + "' for this platform",
                    "none",
                    "Use Linux on x86_64 or aarch64, or macOS on Apple silicon. The log is " + log);
        }
        return new InstallFailure("pip", "an installation of the lock", "an error", "The log is " + log);
    }
}
