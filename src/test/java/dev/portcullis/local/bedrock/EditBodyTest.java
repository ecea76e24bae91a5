package dev.portcullis.local.bedrock;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.catalogue.Capability;
import dev.portcullis.catalogue.litellm.Shipped;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EditBodyTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            image-inpaint        | {"image":"aGk=","prompt":"a","mask":"aGk=","grow_mask":5,"seed":1}
            outpaint             | {"image":"aGk=","left":200,"output_format":"png"}
            style-transfer       | {"init_image":"aGk=","style_image":"aGk="}
            fast-upscale         | {"image":"aGk="}
            """)
    void a_services_own_fields_are_taken(String service, String body) {
        assertThatCode(() -> check(service, body)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            image-inpaint        | {"prompt":"a"}                             | required key [image] not found
            image-search-replace | {"image":"aGk=","prompt":"a"}              | required key [search_prompt] not found
            style-transfer       | {"image":"aGk=","style_image":"aGk="}      | required key [init_image] not found
            image-inpaint        | {"image":"aGk=","prompt":"a","left":1}     | extraneous key [left] is not permitted
            fast-upscale         | {"image":"aGk=","aspect_ratio":"1:1"}      | extraneous key [aspect_ratio] is not permitted
            """)
    void another_field_and_a_missing_one_are_refused_in_bedrocks_words(String service, String body, String why) {
        assertThatThrownBy(() -> check(service, body))
                .isInstanceOf(AwsError.class)
                .hasMessage("Malformed input request: #: " + why + ", please reformat your input and try again.");
    }

    @Test
    void a_picture_is_base64() {
        assertThatThrownBy(() -> check("fast-upscale", "{\"image\":\"<object>\"}"))
                .hasMessage("image: expected a picture in base64, got something else");
    }

    @Test
    void every_edit_service_of_the_catalogue_is_known() {
        Shipped.catalogue().offered("us").stream()
                .filter(offered -> offered.model().can(Capability.IMAGE_EDITS))
                .forEach(offered -> assertThatThrownBy(() -> EditBody.check(
                                offered.bedrock().baseId(), Json.object("{}".getBytes(StandardCharsets.UTF_8))))
                        .as(offered.bedrockId())
                        .hasMessageStartingWith("Malformed input request: #: required key ["));
    }

    private static void check(String service, String body) {
        EditBody.check("stability.stable-" + service + "-v1:0", Json.object(body.getBytes(StandardCharsets.UTF_8)));
    }
}
