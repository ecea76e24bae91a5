package dev.portcullis.release.pin;

import dev.portcullis.input.BadInput;
import dev.portcullis.release.Component;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Pins a component whose maker publishes a signature beside each file. Nothing is written before every file is good.
 *
 * @param file {@code config/components.yaml}
 * @param key the maker's public key, as a person supplies it
 */
public record SignedPackages(Path file, Path key) {
    private static final long MOST = 256L << 20;
    private static final long MOST_SIGNATURE = 64L << 10;

    /** A file that the key's owner has signed. */
    public record Verified(String architecture, String sha256, String fingerprint, boolean isNew) {}

    /**
     * Looks at both architectures and writes their checksums.
     *
     * @param progress says what is being done
     * @throws BadInput when a signature is not good, or a file is another than the one that is pinned
     */
    public List<Verified> pin(Component component, Consumer<String> progress) {
        Map<String, Component.Download> downloads =
                new TreeMap<>(Map.of("amd64", component.amd64(), "arm64", component.arm64()));
        List<Verified> verified = new ArrayList<>();
        Path work = folder();
        try {
            OpenPgp pgp = new OpenPgp(work, key);
            pgp.importKey();
            downloads.forEach((architecture, download) -> {
                progress.accept("fetching " + download.url());
                verified.add(verify(component.name() + " for " + architecture, pgp, work, architecture, download));
            });
        } finally {
            delete(work);
        }
        PinFile pins = new PinFile(file);
        verified.stream()
                .filter(Verified::isNew)
                .forEach(one -> pins.write(component.name(), one.architecture(), one.sha256()));
        return List.copyOf(verified);
    }

    private static Verified verify(
            String name, OpenPgp pgp, Path work, String architecture, Component.Download download) {
        Path content = work.resolve(architecture);
        Path signature = work.resolve(architecture + ".sig");
        Download fetch = new Download();
        fetch.to(URI.create(download.url()), content, MOST);
        fetch.to(URI.create(download.url() + ".sig"), signature, MOST_SIGNATURE);
        String signer = pgp.signer(name, content, signature);
        String sum = sha256(content);
        if (!download.sha256().isEmpty() && !download.sha256().equals(sum)) {
            throw new BadInput(
                    name,
                    "the pinned SHA-256 " + download.sha256(),
                    sum,
                    "The maker's file has changed under its name: find out why before you write 'unknown' and verify again");
        }
        return new Verified(architecture, sum, signer, download.sha256().isEmpty());
    }

    private static String sha256(Path content) {
        try (InputStream in = Files.newInputStream(content)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(in, digest).transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static Path folder() {
        try {
            // Its owner's alone, as GnuPG wants its home to be.
            return Files.createTempDirectory("portcullis-verify-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted((one, other) -> other.compareTo(one))
                    .forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
