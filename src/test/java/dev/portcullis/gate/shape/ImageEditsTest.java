package dev.portcullis.gate.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.portcullis.catalogue.Capability;
import dev.portcullis.catalogue.Catalogue;
import dev.portcullis.catalogue.litellm.Shipped;
import dev.portcullis.gate.shape.field.PictureField;
import dev.portcullis.gate.shape.strict.Refused;
import dev.portcullis.gate.shape.strict.StrictForm;
import dev.portcullis.gate.shape.table.EditsTable;
import dev.portcullis.policy.ApiShape;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageEditsTest {
    private static final Catalogue CATALOGUE = Shipped.catalogue();
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 1, (byte) 0xFF};
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0};
    private static final byte[] WEBP = "RIFF....WEBPVP8 ".getBytes(StandardCharsets.US_ASCII);

    @Test
    void an_edit_is_written_anew_with_headers_and_names_of_the_gates_own() throws Refused {
        Rebuilt rebuilt = rebuild(new FormText()
                .file("mask", WEBP)
                .text("prompt", "a gate — größer")
                .text("model", "stability-inpaint")
                .text("n", "1")
                .text("size", "1024x1024")
                .text("response_format", "b64_json")
                .text("grow_mask", "7")
                .text("output_format", "jpeg")
                .file("image[]", PNG));

        String boundary = rebuilt.contentType().substring("multipart/form-data; boundary=".length());
        assertThat(boundary).matches("portcullis-[0-9a-f-]{36}");
        String expected = """
                --#
                Content-Disposition: form-data; name="model"

                stability-inpaint
                --#
                Content-Disposition: form-data; name="prompt"

                a gate — größer
                --#
                Content-Disposition: form-data; name="mask"; filename="mask.webp"
                Content-Type: image/webp

                RIFF....WEBPVP8\s
                --#
                Content-Disposition: form-data; name="grow_mask"

                7
                --#
                Content-Disposition: form-data; name="image"; filename="image.png"
                Content-Type: image/png

                PNG
                --#
                Content-Disposition: form-data; name="output_format"

                jpeg
                --#--
                """.replace("#", boundary).replace("\n", "\r\n");
        assertThat(latin(rebuilt.bytes()).replace(latin(PNG), "PNG"))
                .isEqualTo(latin(expected.getBytes(StandardCharsets.UTF_8)));
        assertThat(rebuilt.model().model().name()).isEqualTo("stability-inpaint");
        assertThat(rebuilt.stream()).isFalse();
        assertThat(rebuilt.dropped()).containsExactly("size");
    }

    @Test
    void the_models_name_stands_where_the_new_body_says() throws Refused {
        Rebuilt rebuilt = rebuild(inpaint());
        String name = "stability-inpaint";

        assertThat(latin(rebuilt.bytes()).substring(rebuilt.nameAt())).startsWith(name + "\r\n--portcullis-");
    }

    static Stream<String> takeOvers() {
        return Stream.concat(
                // A form has no escapes, and Netty trims a name as every reader of headers does.
                TakeOverTest.NAMES.stream().filter(name -> !name.contains("\\") && name.equals(name.strip())),
                Stream.of(
                        "image_url",
                        "images",
                        "mask[]",
                        "Image",
                        "litellm_metadata[model]",
                        "extra_body[model]",
                        "user",
                        "background",
                        "quality",
                        "input_fidelity",
                        "imageConfig",
                        "_n",
                        "style_image"));
    }

    @ParameterizedTest
    @MethodSource("takeOvers")
    void a_field_that_the_service_does_not_have_never_arrives_and_is_named(String name) throws Refused {
        String plain = text(rebuild(inpaint()));
        for (String value : List.of("taken", "{\"model\":\"taken\",\"api_base\":\"http://taken\"}")) {
            Rebuilt rebuilt = rebuild(inpaint().text(name, value));

            assertThat(text(rebuilt)).isEqualTo(plain);
            assertThat(rebuilt.dropped()).containsExactly(name.replaceAll("[^A-Za-z0-9_.\\[\\]-]", "?"));
        }
        assertThat(text(rebuild(inpaint().file(name, PNG)))).isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"model", "prompt", "image", "image[]", "model_id", "metadata"})
    void the_same_name_twice_is_refused_as_text_and_as_a_file(String name) {
        String message = "body: the name '" + name.replace("[]", "") + "' occurs twice";
        assertThat(refused(inpaint().text(name, "taken").text(name, "taken")).message())
                .isEqualTo(message);
        assertThat(refused(inpaint().file(name, PNG).text(name, "taken")).message())
                .isEqualTo(message);
    }

    @Test
    void what_a_callers_part_says_of_itself_never_arrives() throws Refused {
        Rebuilt rebuilt = rebuild(new FormText()
                .text("model", "stability-remove-background")
                .part(
                        "Content-Disposition: form-data; name=\"image\"; filename=\"a.png\\\"; name=\\\"model\"\r\n"
                                + "Content-Type: text/html\r\nX-Taken: taken\r\n",
                        JPEG));

        assertThat(latin(rebuilt.bytes()))
                .contains("name=\"image\"; filename=\"image.jpeg\"\r\nContent-Type: image/jpeg\r\n\r\n")
                .doesNotContain("taken", "a.png", "text/html");
    }

    @Test
    void a_picture_that_holds_a_form_stays_a_picture() throws Refused {
        byte[] sly = (latin(PNG) + "\r\n--portcullis\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\ntaken\r\n"
                        + "--portcullis--\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        Rebuilt rebuilt = rebuild(
                new FormText().text("model", "stability-remove-background").file("image", sly));
        var again = StrictForm.read(rebuilt.bytes(), rebuilt.contentType());

        assertThat(PictureField.bytes(again.path("image"))).isEqualTo(sly);
        assertThat(again.path("model").asText()).isEqualTo("stability-remove-background");
        assertThat(again.size()).isEqualTo(2);
    }

    @Test
    void a_second_picture_goes_as_text() throws Refused {
        Rebuilt rebuilt = rebuild(new FormText()
                .text("model", "stability-style-transfer")
                .text("style_strength", "0.5")
                .file("image", PNG)
                .file("style_image", JPEG));

        assertThat(text(rebuilt))
                .contains("name=\"style_image\"\r\n\r\n/9j/4A==\r\n")
                .contains("name=\"style_strength\"\r\n\r\n0.5\r\n")
                .contains("name=\"image\"; filename=\"image.png\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            n               | 2        | n: expected 1, got '2'. One request makes one picture: send it again for another
            response_format | url      | response_format: expected b64_json, got 'url'. Pictures are not stored, so they have no address
            stream          | true     | stream: expected false, got 'true'. A picture comes whole
            seed            | 1.5      | seed: expected a whole number from 0 to 4294967294, got '1.5'
            grow_mask       | 21       | grow_mask: expected a whole number from 0 to 20, got '21'
            grow_mask       | 1e1      | grow_mask: expected a whole number from 0 to 20, got '1e1'
            output_format   | gif      | output_format: expected one of png, jpeg, webp, got 'gif'
            mask            | aGk=     | mask: expected a picture as a file (png, jpeg or webp) of at most 17408 KiB, got 'aGk='
            """)
    void a_wrong_value_is_refused(String name, String value, String expected) {
        assertThat(refused(inpaint().text(name, value)).message()).isEqualTo(expected);
    }

    @Test
    void a_file_that_is_no_picture_is_refused_whatever_it_is_called() {
        for (String file : List.of("", "GIF89a", "<svg/>", "RIFF....AVI ", "%PDF-1.7")) {
            Refused refused = refused(new FormText()
                    .text("model", "stability-remove-background")
                    .file("image", file.getBytes(StandardCharsets.UTF_8)));

            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.message())
                    .isEqualTo("image: expected a picture as a file (png, jpeg or webp) of at most 17408 KiB, got a"
                            + " file that begins otherwise");
        }
    }

    @Test
    void a_picture_that_is_too_long_is_refused() {
        Refused refused = refused(new FormText()
                .text("model", "stability-style-transfer")
                .file("image", PNG)
                .file("style_image", Arrays.copyOf(PNG, 768 * 1024 + 1)));

        assertThat(refused.message())
                .isEqualTo("style_image: expected a picture as a file (png, jpeg or webp) of at most 768 KiB, got one"
                        + " of 786433 bytes");
    }

    @Test
    void what_a_service_needs_has_to_be_there() {
        assertThat(refused(new FormText().file("image", PNG)).message()).isEqualTo("model: expected text, got nothing");
        assertThat(refused(new FormText().file("model", PNG)).message()).isEqualTo("model: expected text, got a file");
        assertThat(refused(new FormText()
                                .text("model", "stability-search-replace")
                                .text("prompt", "a"))
                        .message())
                .isEqualTo("search_prompt: expected text, got nothing");
        assertThat(refused(new FormText().text("model", "stability-fast-upscale"))
                        .message())
                .isEqualTo("image: expected a picture as a file (png, jpeg or webp) of at most 17408 KiB, got nothing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            stable-image-core   | 400 | model: expected a model that changes a picture, got 'stable-image-core'.
            nova-pro            | 400 | model: expected a model that changes a picture, got 'nova-pro'.
            stability-inpaint@2 | 404 | model: expected a model of this gateway, got 'stability-inpaint@2'.
            """)
    void only_a_model_that_edits_is_asked(String model, int status, String begin) {
        Refused refused =
                refused(new FormText().text("model", model).text("prompt", "a").file("image", PNG));

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.message()).startsWith(begin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "",
                "multipart/form-data",
                "multipart/mixed; boundary=caller-boundary",
                "multipart/form-data; boundary=caller-boundary; boundary=other",
                "multipart/form-data; boundary=\"a b\"",
                "multipart/form-data; charset=utf-16; boundary=caller-boundary"
            })
    void only_a_form_with_one_boundary_is_read(String contentType) {
        Refused refused =
                catchThrowableOfType(Refused.class, () -> rebuild(inpaint().bytes(), contentType));

        assertThat(refused.status()).isEqualTo(415);
        assertThat(refused.message()).startsWith("content-type: expected multipart/form-data with a boundary, got ");
    }

    @Test
    void a_quoted_boundary_is_read() throws Refused {
        assertThat(rebuild(inpaint().bytes(), "Multipart/Form-Data;boundary=\"caller-boundary\"")
                        .dropped())
                .isEmpty();
    }

    @Test
    void a_form_that_is_cut_off_is_refused_wherever_it_is_cut() {
        byte[] whole = inpaint().bytes();
        // The last two bytes are the line's end, without which it is still whole.
        for (int length = 0; length < whole.length - 2; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThat(catchThrowableOfType(Refused.class, () -> rebuild(cut, FormText.TYPE)))
                    .as("%d bytes", length)
                    .isNotNull()
                    .extracting(Refused::status)
                    .isEqualTo(400);
        }
    }

    @Test
    void parts_are_bounded_in_number_and_texts_in_length() {
        FormText many = inpaint();
        for (int i = 0; i < 40; i++) {
            many.text("x" + i, "y");
        }
        assertThat(refused(many).message())
                .isEqualTo("body: the form cannot be read. Send at most 32 parts with plain headers");
        assertThat(refused(inpaint().text("negative_prompt", "a".repeat(65_537)))
                        .message())
                .isEqualTo("body: the text 'negative_prompt' has 65537 bytes, above the limit of 65536");
        assertThat(refused(inpaint().text("n".repeat(300), "a")).message())
                .isEqualTo("body: a name in the form is longer than 256 characters");
        assertThat(refused(inpaint().part("X: " + "a".repeat(500_000) + "\r\n", PNG))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void text_that_is_not_utf_8_is_refused() {
        Refused refused = refused(inpaint()
                .part("Content-Disposition: form-data; name=\"negative_prompt\"\r\n", new byte[] {'a', (byte) 0xC3}));

        assertThat(refused.message()).isEqualTo("body: it is not UTF-8 at offset 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Nothing: here\r\n",
                "Content-Disposition: form-data\r\n",
                "Content-Disposition: form-data; name=\"\"\r\n",
                "Content-Disposition: attachment; filename=\"a\"\r\n",
                "Content-Disposition: form-data; name=\"image\"; filename=\"a\"\r\nContent-Transfer-Encoding: base64\r\n",
                "Content-Disposition: form-data; name=\"image\"\r\nContent-Type: multipart/mixed\r\n"
            })
    void a_part_with_other_headers_is_refused_or_left_out(String headers) {
        FormText form =
                new FormText().text("model", "stability-remove-background").part(headers, PNG);

        assertThat(refused(form).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--B\r\n",
                "--B\r\n\r\n",
                "--B--\r\n",
                "\r\n",
                "\n",
                "-",
                "\r",
                "x: y\r\n",
                "--B\r\nContent-Disposition: form-data\r\n\r\n\r\n",
                "--B\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c--\r\n",
                "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n",
                "--B\r\nContent-Disposition: form-data; name=\"a\"; name=\"b\"\r\n\r\n"
            })
    @Timeout(20)
    void a_form_made_to_tire_the_reader_is_refused(String pattern) {
        String unit = pattern.replace("B", FormText.BOUNDARY);
        for (int length : new int[] {60_000, 4_000_000}) {
            byte[] form = (unit.repeat(length / unit.length()) + "--" + FormText.BOUNDARY + "--\r\n")
                    .getBytes(StandardCharsets.US_ASCII);

            assertThat(catchThrowableOfType(Refused.class, () -> rebuild(form, FormText.TYPE))
                            .status())
                    .isEqualTo(400);
            byte[] after = ("--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n"
                            + unit.repeat(length / unit.length()) + "--B--\r\n")
                    .replace("B", FormText.BOUNDARY)
                    .getBytes(StandardCharsets.US_ASCII);
            assertThat(catchThrowableOfType(Refused.class, () -> rebuild(after, FormText.TYPE))
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void a_long_picture_arrives_byte_for_byte() throws Refused {
        byte[] picture = new byte[3 * 1024 * 1024 + 17];
        new Random(20261121).nextBytes(picture);
        System.arraycopy(PNG, 0, picture, 0, PNG.length);
        Rebuilt rebuilt =
                rebuild(new FormText().text("model", "stability-fast-upscale").file("image", picture));

        assertThat(PictureField.bytes(
                        StrictForm.read(rebuilt.bytes(), rebuilt.contentType()).path("image")))
                .isEqualTo(picture);
    }

    @Test
    void the_fields_of_every_edit_service_of_the_catalogue_are_known() {
        assertThat(CATALOGUE.offered("us").stream()
                        .filter(offered -> offered.model().can(Capability.IMAGE_EDITS)))
                .hasSize(13)
                .allSatisfy(offered -> assertThat(EditsTable.of(offered))
                        .as(offered.bedrockId())
                        .isPresent());
    }

    private static FormText inpaint() {
        return new FormText()
                .text("model", "stability-inpaint")
                .text("prompt", "a gate")
                .file("image", PNG);
    }

    private static Rebuilt rebuild(FormText form) throws Refused {
        return rebuild(form.bytes(), FormText.TYPE);
    }

    private static Rebuilt rebuild(byte[] form, String contentType) throws Refused {
        return Bodies.rebuild(ApiShape.OPENAI_IMAGES_EDITS, form, contentType, CATALOGUE, "us");
    }

    private static Refused refused(FormText form) {
        Refused refused = catchThrowableOfType(Refused.class, () -> rebuild(form));
        assertThat(refused).as("was not refused").isNotNull();
        return refused;
    }

    /** Without the boundary, which is another one each time. */
    private static String text(Rebuilt rebuilt) {
        return latin(rebuilt.bytes()).replaceAll("portcullis-[0-9a-f-]{36}", "#");
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
