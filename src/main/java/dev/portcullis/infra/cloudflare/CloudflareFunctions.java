package dev.portcullis.infra.cloudflare;

import com.pulumi.core.Output;
import com.pulumi.core.TypeShape;
import com.pulumi.deployment.Deployment;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.resources.InvokeArgs;
import dev.portcullis.infra.cloudflare.inputs.GetBotManagementArgs;
import dev.portcullis.infra.cloudflare.inputs.GetZeroTrustOrganizationArgs;
import dev.portcullis.infra.cloudflare.inputs.GetZeroTrustTunnelCloudflaredTokenArgs;
import dev.portcullis.infra.cloudflare.outputs.GetBotManagementResult;
import dev.portcullis.infra.cloudflare.outputs.GetZeroTrustOrganizationResult;
import dev.portcullis.infra.cloudflare.outputs.GetZeroTrustTunnelCloudflaredTokenResult;
import java.util.Map;
import java.util.Objects;

/** Look-ups that Cloudflare answers during a preview too, when their arguments are known by then. */
public final class CloudflareFunctions {
    private CloudflareFunctions() {}

    /** A secret: a holder of the token can run the tunnel and receives its traffic. The provider does not mark it. */
    public static Output<GetZeroTrustTunnelCloudflaredTokenResult> getZeroTrustTunnelCloudflaredToken(
            GetZeroTrustTunnelCloudflaredTokenArgs args) {
        return call("cloudflare:index/getZeroTrustTunnelCloudflaredToken:getZeroTrustTunnelCloudflaredToken", args)
                .applyValue(found -> new GetZeroTrustTunnelCloudflaredTokenResult(text(found, "token")))
                .asSecret();
    }

    /** The account's Access team; needs a token that may read the organization. */
    public static Output<GetZeroTrustOrganizationResult> getZeroTrustOrganization(GetZeroTrustOrganizationArgs args) {
        return call("cloudflare:index/getZeroTrustOrganization:getZeroTrustOrganization", args)
                .applyValue(found -> new GetZeroTrustOrganizationResult(text(found, "authDomain")));
    }

    /** Needs the right to read the zone's bot modes; a zone that never had them answers nothing, which is false. */
    public static Output<GetBotManagementResult> getBotManagement(GetBotManagementArgs args) {
        return call("cloudflare:index/getBotManagement:getBotManagement", args)
                .applyValue(found -> new GetBotManagementResult(Boolean.TRUE.equals(found.get("isRobotsTxtManaged"))));
    }

    private static Output<Map<String, Object>> call(String token, InvokeArgs args) {
        InvokeOptions pinned =
                InvokeOptions.builder().version(CloudflarePlugin.VERSION).build();
        return Deployment.getInstance().invoke(token, TypeShape.map(String.class, Object.class), args, pinned);
    }

    private static String text(Map<String, Object> found, String key) {
        return (String) Objects.requireNonNull(found.get(key), key);
    }
}
