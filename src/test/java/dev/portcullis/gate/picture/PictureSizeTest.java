package dev.portcullis.gate.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sizes of real pictures, of small ones with a large claim, and of what is no picture. */
final class PictureSizeTest {
    private static final String PNG = "89504E470D0A1A0A";
    private static final List<String> HEADS = List.of(
            PNG + "0000000D49484452",
            "FFD8FFC0",
            "FFD8FFDA0002",
            "474946383961",
            "474946383761FFFFFFFF872C",
            "524946460000000057454250",
            "524946460000000057454250414E4D46",
            "5249464600000000574542505650384C");

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif"})
    void what_java_writes_has_the_size_that_it_was_given(String format) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(613, 217, BufferedImage.TYPE_INT_RGB), format, file);

        assertThat(PictureSize.of(Base64.getEncoder().encodeToString(file.toByteArray())))
                .contains(new PictureSize(613, 217));
    }

    @ParameterizedTest
    @CsvSource({
        // Two frame headers of a JPEG; then one that leaves its height to the end of the first scan.
        "FFD8 FFC0000B08000100010101110 0 FFC2000B0800FF0200010111 00, 512, 255",
        "FFD8 FFC0000B08000000100101110 0 FFDA0002 11FF00FFD3 FFDC00040123 FFD9, 16, 291",
        // The screen is small, the frame is not.
        "474946383961 0100 0100 80 00 00 000000FFFFFF 21F904000000000000 2C 0000 0000 1027 1127 00 02 0144 00 3B, 10000, 10001",
        // A canvas of 1 by 1 and a lossless picture of 16,384 by 2 in it; an animation's frame; a lossy picture.
        "52494646 00000000 57454250 56503858 0A000000 00000000000000000000 5650384C 05000000 2FFF7F000000 00, 16384, 2",
        "52494646 00000000 57454250 414E4D46 18000000 000000000000 0F2700 000000 00000000, 10000, 1",
        "52494646 00000000 57454250 56503820 0A000000 0000009D012A 0501 0701, 261, 263",
        // A PNG that claims all that it can.
        PNG + "0000000D49484452 FFFFFFFF FFFFFFFF, 4294967295, 4294967295",
    })
    void the_largest_size_that_a_file_states_counts(String hex, long width, long height) {
        assertThat(size(hex)).isEqualTo(width + " x " + height);
    }

    @Test
    void pixels_never_overflow() {
        assertThat(new PictureSize(0xFFFF_FFFFL, 0xFFFF_FFFFL).pixels()).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                PNG,
                PNG + "1DCD6500 49484452 00000001 00000001",
                PNG + "0000000D 49484452 00000000 00000001",
                "69636E73 7FFFFFFF 69633037 7FFFFFFF 0000",
                "424D 46000000 00000000 36000000 28000000 01000000 01000000",
                "49492A00 08000000",
                "FFD8 FFE0 0000",
                "FFD8 FFD9",
                "FFD8 FFC4 0002 00 FFC0",
                "474946383961 0000 0000 00 00 00 3B",
                "52494646 00000000 57454250 4C4C4C4C FFFFFFFF",
            })
    void anything_else_has_no_size(String hex) {
        assertThat(size(hex)).isEqualTo("none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"iVBO Rw0K", "iVBORw0KG===", "====", "aGk", "data:image/png;base64,aGk=", "aGk=aGk=", "ä123"})
    void text_that_is_not_strictly_base64_has_no_size(String text) {
        assertThat(PictureSize.of(text)).isEmpty();
    }

    @Test
    void no_file_whatever_it_says_is_a_fault() {
        Random random = new Random(20261127);
        for (int round = 0; round < 20_000; round++) {
            byte[] head = HexFormat.of().parseHex(HEADS.get(random.nextInt(HEADS.size())));
            byte[] file = Arrays.copyOf(head, head.length + random.nextInt(120));
            for (int i = head.length; i < file.length; i++) {
                file[i] = (byte) (random.nextInt(4) == 0 ? 0xFF : random.nextInt());
            }

            PictureSize.of(Base64.getEncoder().encodeToString(file))
                    .ifPresent(size -> assertThat(size.pixels()).isPositive());
        }
    }

    @Test
    void a_byte_is_what_a_decoder_makes_of_it() {
        byte[] file = new byte[257];
        new Random(1).nextBytes(file);
        for (int length = 0; length < file.length; length++) {
            byte[] part = Arrays.copyOf(file, length);
            Base64File lazy =
                    Base64File.of(Base64.getEncoder().encodeToString(part)).orElseThrow();

            assertThat(lazy.length()).isEqualTo(length);
            for (int i = 0; i < length; i++) {
                assertThat((byte) lazy.at(i)).isEqualTo(part[i]);
            }
        }
    }

    private static String size(String hex) {
        byte[] file = HexFormat.of().parseHex(hex.replace(" ", ""));
        return PictureSize.of(Base64.getEncoder().encodeToString(file))
                .map(size -> size.width() + " x " + size.height())
                .orElse("none");
    }
}
