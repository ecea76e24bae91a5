package dev.portcullis.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sts.model.StsException;

final class AccountRefusalTest {
    @ParameterizedTest
    @CsvSource({
        "ExpiredToken, credentials that have expired",
        "ExpiredTokenException, credentials that have expired",
        "InvalidClientTokenId, credentials that AWS refuses (InvalidClientTokenId)",
        "AccessDenied, no right to sts:GetCallerIdentity",
        "ThrottlingException, ThrottlingException"
    })
    void a_refusal_is_told_in_words(String code, String found) {
        StsException refused = (StsException) StsException.builder()
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .message(code)
                .build();

        AccountRefusal refusal = AccountRefusal.of("sts:GetCallerIdentity", refused);

        assertThat(refusal.found()).isEqualTo(found);
        assertThat(refusal.remedy()).isNotEmpty();
    }
}
