package dev.portcullis.infra.gateway;

import static dev.portcullis.infra.stack.StackContext.under;

import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.portcullis.infra.cloudflare.ZeroTrustAccessApplication;
import dev.portcullis.infra.cloudflare.ZeroTrustAccessApplicationArgs;
import dev.portcullis.infra.cloudflare.ZeroTrustAccessApplicationType;
import dev.portcullis.infra.cloudflare.ZeroTrustAccessPolicy;
import dev.portcullis.infra.cloudflare.ZeroTrustAccessPolicyArgs;
import dev.portcullis.infra.cloudflare.ZeroTrustAccessPolicyDecision;
import dev.portcullis.infra.cloudflare.ZeroTrustAccessServiceToken;
import dev.portcullis.infra.cloudflare.inputs.ZeroTrustAccessApplicationPolicyArgs;
import dev.portcullis.infra.cloudflare.inputs.ZeroTrustAccessPolicyIncludeArgs;
import dev.portcullis.infra.cloudflare.inputs.ZeroTrustAccessPolicyIncludeEmailArgs;
import dev.portcullis.infra.cloudflare.inputs.ZeroTrustAccessPolicyIncludeEmailDomainArgs;
import dev.portcullis.infra.cloudflare.inputs.ZeroTrustAccessPolicyIncludeGroupArgs;
import dev.portcullis.infra.cloudflare.inputs.ZeroTrustAccessPolicyRequireArgs;
import dev.portcullis.infra.cloudflare.inputs.ZeroTrustAccessPolicyRequireLoginMethodArgs;
import dev.portcullis.infra.stack.Site;
import dev.portcullis.settings.OperatorEntry;
import dev.portcullis.settings.Operators;
import dev.portcullis.settings.value.AccessId;
import java.util.ArrayList;
import java.util.List;

/**
 * The operators at the edge: an application of its own in front of the admin host name, so that an assertion made for
 * callers is none for operators. People sign in at Access; programs have a service token.
 */
final class EdgeOperators {
    /** A person signs in anew after it; a stolen assertion is worth no more. */
    private static final String SESSION = "30m";

    private final Operators operators;
    private final ZeroTrustAccessServiceToken token;
    private final ZeroTrustAccessApplication application;

    EdgeOperators(String name, Site site, Operators operators, Resource parent) {
        this.operators = operators;
        CustomResourceOptions child = under(parent).build();
        String account = site.settings().edge().cloudflare().accountId().value();
        this.token = new ZeroTrustAccessServiceToken(
                name + "-operators-token", ServiceTokens.operators(site, account, operators.token()), child);
        List<ZeroTrustAccessPolicy> policies = people(name, site, account, child);
        policies.add(new ZeroTrustAccessPolicy(
                name + "-operators-programs",
                policy(account, site.names().of("operators-programs"), ZeroTrustAccessPolicyDecision.NON_IDENTITY)
                        .includes(ServiceTokens.include(token))
                        .build(),
                child));
        this.application =
                new ZeroTrustAccessApplication(name + "-operators", application(site, account, policies), child);
    }

    Output<String> audience() {
        return application.aud();
    }

    Resource application() {
        return application;
    }

    ZeroTrustAccessServiceToken token() {
        return token;
    }

    String hostname() {
        return operators.hostname().value();
    }

    /** One policy, or one for each login method: several in one policy would all be demanded at once. */
    private List<ZeroTrustAccessPolicy> people(String name, Site site, String account, CustomResourceOptions child) {
        List<ZeroTrustAccessPolicyIncludeArgs> includes =
                operators.people().stream().map(EdgeOperators::include).toList();
        List<ZeroTrustAccessPolicy> policies = new ArrayList<>();
        if (operators.identityProviders().isEmpty()) {
            policies.add(new ZeroTrustAccessPolicy(
                    name + "-operators-people",
                    policy(account, site.names().of("operators"), ZeroTrustAccessPolicyDecision.ALLOW)
                            .includes(includes)
                            .build(),
                    child));
        }
        for (AccessId provider : operators.identityProviders()) {
            policies.add(new ZeroTrustAccessPolicy(
                    name + "-operators-people-" + provider,
                    policy(account, site.names().of("operators-" + provider), ZeroTrustAccessPolicyDecision.ALLOW)
                            .includes(includes)
                            .requires(ZeroTrustAccessPolicyRequireArgs.builder()
                                    .loginMethod(ZeroTrustAccessPolicyRequireLoginMethodArgs.builder()
                                            .id(provider.value())
                                            .build())
                                    .build())
                            .build(),
                    child));
        }
        return policies;
    }

    private static ZeroTrustAccessPolicyArgs.Builder policy(
            String account, String name, ZeroTrustAccessPolicyDecision decision) {
        return ZeroTrustAccessPolicyArgs.builder()
                .accountId(account)
                .name(name)
                .decision(decision)
                .sessionDuration(SESSION);
    }

    private static ZeroTrustAccessPolicyIncludeArgs include(OperatorEntry operator) {
        ZeroTrustAccessPolicyIncludeArgs.Builder include = ZeroTrustAccessPolicyIncludeArgs.builder();
        if (operator instanceof OperatorEntry.Person person) {
            include.email(ZeroTrustAccessPolicyIncludeEmailArgs.builder()
                    .email(person.email().value())
                    .build());
        } else if (operator instanceof OperatorEntry.Domain domain) {
            include.emailDomain(ZeroTrustAccessPolicyIncludeEmailDomainArgs.builder()
                    .domain(domain.domain().value())
                    .build());
        } else if (operator instanceof OperatorEntry.Group group) {
            include.group(ZeroTrustAccessPolicyIncludeGroupArgs.builder()
                    .id(group.id().value())
                    .build());
        }
        return include.build();
    }

    /** Access's own cookie is the session; a page of another site cannot use it for a request that changes anything. */
    private ZeroTrustAccessApplicationArgs application(
            Site site, String account, List<ZeroTrustAccessPolicy> policies) {
        List<ZeroTrustAccessApplicationPolicyArgs> numbered = new ArrayList<>();
        for (ZeroTrustAccessPolicy policy : policies) {
            numbered.add(ZeroTrustAccessApplicationPolicyArgs.builder()
                    .id(policy.id())
                    .precedence(numbered.size() + 1)
                    .build());
        }
        List<String> providers =
                operators.identityProviders().stream().map(AccessId::value).toList();
        ZeroTrustAccessApplicationArgs.Builder application = ZeroTrustAccessApplicationArgs.builder()
                .accountId(account)
                .name(site.names().of("operators"))
                .type(ZeroTrustAccessApplicationType.SELF_HOSTED)
                .domain(operators.hostname().value())
                .sessionDuration(SESSION)
                .appLauncherVisible(false)
                .httpOnlyCookieAttribute(true)
                .sameSiteCookieAttribute("lax")
                .policies(numbered);
        if (!providers.isEmpty()) {
            application.allowedIdps(providers).autoRedirectToIdentity(providers.size() == 1);
        }
        return application.build();
    }
}
