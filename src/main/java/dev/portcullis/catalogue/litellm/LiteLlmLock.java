package dev.portcullis.catalogue.litellm;

import dev.portcullis.input.BadInput;
import dev.portcullis.input.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * {@code config/litellm.lock}, read and found fit to install: every package of LiteLLM with its version and the SHA-256
 * of each of its wheels, in pip's format, for every Python and platform at once.
 */
public final class LiteLlmLock {
    private final Path file;
    private final String text;
    private final List<LockedPackage> packages;

    private LiteLlmLock(Path file, String text, List<LockedPackage> packages) {
        this.file = file;
        this.text = text;
        this.packages = List.copyOf(packages);
    }

    /**
     * Reads the lock as {@code config/litellm.in} says it is made.
     *
     * @throws BadInput naming everything that makes the lock unfit
     */
    public static LiteLlmLock read(Path file) {
        try {
            Problems problems = new Problems();
            LiteLlmLock lock = parse(file, Files.readString(file, StandardCharsets.UTF_8), problems);
            problems.throwIfAny();
            return lock;
        } catch (IOException e) {
            throw new BadInput(file.toString(), "LiteLLM's lock", "no readable file", "Restore it from the repository");
        }
    }

    static LiteLlmLock parse(Path file, String text, Problems problems) {
        LockReader reader = new LockReader(file.getFileName().toString(), text, problems);
        return new LiteLlmLock(file, text, reader.read());
    }

    public Path file() {
        return file;
    }

    /** One entry per package and version; where a marker splits a package by Python version it has several. */
    public List<LockedPackage> packages() {
        return packages;
    }

    /** LiteLLM's own version. */
    public String release() {
        return find("litellm").map(LockedPackage::version).orElseThrow();
    }

    /** SHA-256 of the file, in hexadecimal: two installations of the same digest are the same. */
    public String digest() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private Optional<LockedPackage> find(String name) {
        return packages.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }
}
