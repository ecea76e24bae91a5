package dev.portcullis.plan;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.util.Map;

/** A provider's answers, taken from a table: for an account, a team and an image that do not exist. */
final class Answers {
    /** The account in every ARN of a plan. */
    static final String ACCOUNT = "000000000000";

    private static final Map<String, Map<String, Value>> TABLE = Map.of(
            "aws:index/getCallerIdentity:getCallerIdentity",
            Map.of("accountId", WireValue.text(ACCOUNT)),
            "aws:ec2/getAmi:getAmi",
            Map.of("id", WireValue.text("${newest Debian 13 image}")),
            "cloudflare:index/getBotManagement:getBotManagement",
            Map.of("isRobotsTxtManaged", WireValue.unknown()),
            "cloudflare:index/getZeroTrustOrganization:getZeroTrustOrganization",
            Map.of("authDomain", WireValue.text("your-team.cloudflareaccess.com")),
            "cloudflare:index/getZeroTrustTunnelCloudflaredToken:getZeroTrustTunnelCloudflaredToken",
            Map.of("token", WireValue.text(Placeholders.text("tunnel", "token"))));

    private Answers() {}

    /** @throws IllegalStateException for a function that the table does not know: an answer is never made up */
    static Struct to(String token) {
        Map<String, Value> answer = TABLE.get(token);
        if (answer == null) {
            throw new IllegalStateException("the offline plan has no answer for " + token);
        }
        return Struct.newBuilder().putAllFields(answer).build();
    }
}
