package dev.portcullis.connect;

import dev.portcullis.clients.ToolFile.Form;
import dev.portcullis.connect.merge.Merge;
import dev.portcullis.connect.merge.Merged;
import dev.portcullis.connect.merge.Unmergeable;
import dev.portcullis.input.BadInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A change of one file, worked out before any file is written, so that a file which cannot be changed leaves the others alone
 * too.
 *
 * @param path where a person sees the file
 * @param target the file that is written: itself, or the target of a link at its place
 * @param old absent when there is no file yet
 */
public record SettingsFile(Path path, Path target, Optional<String> old, Merged merged) {
    private static final int LARGEST = 1 << 20;
    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final Set<PosixFilePermission> OWNERS_FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /**
     * The change of a file.
     *
     * @param backup absent when nothing was there, or nothing changed
     */
    public record Written(Path path, boolean changed, Optional<Path> backup, List<String> replaced) {}

    /**
     * Reads the file and merges the settings into it; writes nothing.
     *
     * @throws BadInput when it has to stay as it is
     */
    public static SettingsFile plan(Path path, Form form, String settings) {
        try {
            Path target = Files.exists(path, LinkOption.NOFOLLOW_LINKS) ? path.toRealPath() : path;
            Optional<String> old = Files.exists(target) ? Optional.of(read(path, target)) : Optional.empty();
            return new SettingsFile(path, target, old, Merge.of(form).into(old.orElse(""), settings));
        } catch (Unmergeable e) {
            throw alone(path, e.expected(), e.given());
        } catch (IOException e) {
            throw alone(path, "a readable file", e.getClass().getSimpleName());
        }
    }

    /** Keeps a copy of the old file, and puts the new one in its place in one step. */
    public Written write(Instant now) {
        try {
            if (old.isPresent() && old.get().equals(merged.text())) {
                Files.setPosixFilePermissions(target, OWNER);
                return new Written(path, false, Optional.empty(), List.of());
            }
            Optional<Path> backup = old.isPresent() ? Optional.of(backup(now)) : Optional.empty();
            Path folder = Optional.ofNullable(target.getParent()).orElse(Path.of(""));
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNERS_FOLDER));
            Path beside = Files.createTempFile(folder, ".portcullis-", ".new", owner());
            try {
                Files.writeString(beside, merged.text());
                Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
            return new Written(path, true, backup, merged.replaced());
        } catch (IOException e) {
            throw alone(path, "a place that can be written", e.getClass().getSimpleName());
        }
    }

    private Path backup(Instant now) throws IOException {
        for (int number = 1; ; number++) {
            String end = number == 1 ? "" : "-" + number;
            Path backup = target.resolveSibling(target.getFileName() + ".before-portcullis-" + TIME.format(now) + end);
            try {
                Files.createFile(backup, owner());
            } catch (FileAlreadyExistsException e) {
                continue;
            }
            Files.write(backup, Files.readAllBytes(target), StandardOpenOption.TRUNCATE_EXISTING);
            return backup;
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> owner() {
        return PosixFilePermissions.asFileAttribute(OWNER);
    }

    private static String read(Path path, Path target) throws IOException {
        if (!Files.isRegularFile(target) || Files.size(target) > LARGEST) {
            throw alone(path, "a file of at most 1 MiB", Files.isDirectory(target) ? "a folder" : "something else");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(target)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw alone(path, "a text in UTF-8", "other bytes");
        }
    }

    private static BadInput alone(Path path, String expected, String given) {
        return new BadInput(
                String.valueOf(path),
                expected,
                given + "; it is left as it was",
                "Repair it and try again, or see the settings with --print and put them in by hand");
    }
}
