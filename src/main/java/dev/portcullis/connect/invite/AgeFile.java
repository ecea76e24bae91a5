package dev.portcullis.connect.invite;

import com.exceptionfactory.jagged.framework.armor.ArmoredDecryptingChannelFactory;
import com.exceptionfactory.jagged.framework.armor.ArmoredEncryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import dev.portcullis.input.BadInput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.regex.Pattern;

/** Text encrypted in age's format (age-encryption.org/v1), in its armor of printable lines. */
public final class AgeFile {
    private static final String BEGIN = "-----BEGIN AGE ENCRYPTED FILE-----";
    private static final Pattern RECIPIENT = Pattern.compile("age1[02-9ac-hj-np-z]{58}");
    private static final Pattern IDENTITY = Pattern.compile("AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}");

    private AgeFile() {}

    public static boolean isOne(String text) {
        return text.startsWith(BEGIN);
    }

    /**
     * Encrypts for one reader.
     *
     * @param recipient a public key, as {@code age-keygen} prints it
     */
    public static String encrypt(String text, String recipient) {
        if (!RECIPIENT.matcher(recipient).matches()) {
            throw new BadInput(
                    "--to",
                    "a public key of age, which begins with age1 and has 62 characters",
                    "'" + recipient + "'",
                    "Ask for the one that age-keygen prints; for an SSH key leave out --to and pipe into: age -a -R KEY.pub");
        }
        ByteArrayOutputStream encrypted = new ByteArrayOutputStream();
        try (WritableByteChannel channel = new ArmoredEncryptingChannelFactory()
                .newEncryptingChannel(
                        Channels.newChannel(encrypted),
                        List.of(X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(recipient)))) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            // The library tells a wrong checksum by an unchecked exception.
            throw new BadInput(
                    "--to", "a public key of age", "'" + recipient + "', which has a mistake in it", "Copy it again");
        }
        return encrypted.toString(StandardCharsets.US_ASCII);
    }

    /**
     * Decrypts what a teammate sent.
     *
     * @param where the name of the file, for messages
     * @param identities the text of a file that {@code age-keygen} wrote
     */
    public static String decrypt(String where, String encrypted, String identities) {
        String identity = identities
                .lines()
                .map(String::strip)
                .filter(line -> IDENTITY.matcher(line).matches())
                .findFirst()
                .orElseThrow(() -> new BadInput(
                        "--identity",
                        "a file of age-keygen with a line that begins with AGE-SECRET-KEY-1",
                        "none in it",
                        "Name the file whose public key you gave for the invitation"));
        try (ReadableByteChannel channel = new ArmoredDecryptingChannelFactory()
                        .newDecryptingChannel(
                                Channels.newChannel(
                                        new ByteArrayInputStream(encrypted.getBytes(StandardCharsets.UTF_8))),
                                List.of(X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(identity)));
                InputStream plain = Channels.newInputStream(channel)) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            throw new BadInput(
                    where,
                    "a file that this identity opens, unchanged",
                    "another",
                    "Name the right --identity FILE, or ask for the invitation again");
        }
    }
}
