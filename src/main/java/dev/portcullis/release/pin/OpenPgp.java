package dev.portcullis.release.pin;

import dev.portcullis.input.BadInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Signatures, as GnuPG judges them, with one person's key file and nobody else's keys.
 *
 * @param home an empty folder of its own for GnuPG
 * @param key the file with the maker's public key
 */
record OpenPgp(Path home, Path key) {
    private static final String STATUS = "[GNUPG:] ";
    private static final Set<String> BAD =
            Set.of("BADSIG", "ERRSIG", "EXPKEYSIG", "EXPSIG", "REVKEYSIG", "NO_PUBKEY", "KEYREVOKED");

    private record Said(int code, List<String> lines) {}

    /** Checked before any signature: the one key there is. */
    void importKey() {
        Said said = gpg("--import", key.toString());
        if (said.code() != 0) {
            throw new BadInput(
                    key.toString(),
                    "a public key of OpenPGP",
                    text(said),
                    "Take it from the maker's own documentation");
        }
    }

    /**
     * The fingerprint of the key that signed the file.
     *
     * @throws BadInput unless the signature is good and the key is neither expired nor revoked
     */
    String signer(String name, Path file, Path signature) {
        Said said = gpg("--status-fd", "1", "--verify", signature.toString(), file.toString());
        List<String[]> states = said.lines().stream()
                .filter(line -> line.startsWith(STATUS))
                .map(line -> line.substring(STATUS.length()).split(" "))
                .toList();
        List<String> bad =
                states.stream().map(words -> words[0]).filter(BAD::contains).toList();
        List<String> signers = states.stream()
                .filter(words -> words[0].equals("VALIDSIG") && words.length > 1)
                .map(words -> words[words.length - 1])
                .toList();
        if (said.code() != 0 || !bad.isEmpty() || signers.isEmpty()) {
            throw new BadInput(
                    name,
                    "a good signature by the key in " + key,
                    bad.isEmpty() ? text(said) : String.join(", ", bad),
                    remedy(bad) + "; nothing was written");
        }
        return signers.get(0);
    }

    private static String remedy(List<String> bad) {
        return bad.contains("EXPKEYSIG") || bad.contains("REVKEYSIG") || bad.contains("KEYREVOKED")
                ? "The key is no longer valid: ask the maker for the present one"
                : "The file is not what the owner of that key has signed, or it is another's key";
    }

    private Said gpg(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("gpg", "--batch", "--no-tty", "--no-options", "--homedir", home.toString()));
        command.addAll(List.of(arguments));
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            // Its words are read.
            builder.environment().put("LC_ALL", "C");
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Said(process.waitFor(), output.lines().toList());
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("Cannot run program")) {
                throw new BadInput("gpg", "GnuPG, which checks signatures", "none", "Install it, as 'gpg' or 'gnupg'");
            }
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while GnuPG looked at a signature", e);
        }
    }

    private static String text(Said said) {
        return said.lines().stream()
                .filter(line -> line.startsWith("gpg: ") && !line.contains("created"))
                .findFirst()
                .orElse("exit code " + said.code());
    }
}
