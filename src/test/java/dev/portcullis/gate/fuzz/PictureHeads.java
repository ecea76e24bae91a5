package dev.portcullis.gate.fuzz;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Files that begin as a picture does and go on as they like. */
final class PictureHeads {
    private static final List<String> HEADS = List.of(
            "89504E470D0A1A0A0000000D49484452",
            "89504E470D0A1A0A0000000D494844520000001000000010080200000090916836",
            "FFD8FFE000104A46494600010100000100010000FFC0001108",
            "FFD8FFDB00040000FFC2000B08",
            "FFD8FFDA0002",
            "4749463839610100010080000000000000FFFFFF21F904000000000000002C",
            "474946383761FFFFFFFF872C",
            "524946460000000057454250",
            "5249464600000000574542505650385 80A000000".replace(" ", ""),
            "52494646000000005745425056503820200000000000009D012A",
            "5249464600000000574542505650384C050000002F",
            "52494646FFFFFFFF57454250414E4D46FFFFFFFF",
            "69636E737FFFFFFF",
            "424D46000000",
            "");
    private static final int[] NUMBERS = {0, 1, 0x7F, 0x80, 0xFF};

    private PictureHeads() {}

    static String base64(Random random) {
        byte[] head = HexFormat.of().parseHex(HEADS.get(random.nextInt(HEADS.size())));
        int length = head.length + (random.nextInt(40) == 0 ? random.nextInt(200_000) : random.nextInt(200));
        byte[] file = Arrays.copyOf(head, length);
        for (int i = head.length; i < length; i++) {
            file[i] = (byte) (random.nextInt(3) == 0 ? NUMBERS[random.nextInt(NUMBERS.length)] : random.nextInt());
        }
        if (length > 0 && random.nextInt(4) == 0) {
            file[random.nextInt(length)] ^= (byte) (1 << random.nextInt(8));
        }
        String text = Base64.getEncoder().encodeToString(file);
        return random.nextInt(20) == 0 ? text.substring(0, text.length() / 2) + "=" + text : text;
    }
}
