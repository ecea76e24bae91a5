package dev.portcullis.gate.access;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.portcullis.gate.config.GateConfig.Access;
import dev.portcullis.gate.config.GateConfig.OperatorsDoor;
import dev.portcullis.gate.exchange.Denied;
import dev.portcullis.policy.AdminRoutes;
import dev.portcullis.policy.RawPath;
import dev.portcullis.settings.value.AdminScope;
import dev.portcullis.settings.value.Email;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/**
 * The first of the two locks of the operators' door: the host name, the route, the page that asks, and the assertion for
 * the operators' own application. An assertion for callers has another audience.
 */
public final class OperatorsLock {
    private static final Pattern PORT = Pattern.compile("\\.?(:[0-9]{1,5})?$");

    /** The words by which a browser says that a page of this very name asks, or nobody's page. */
    private static final Set<String> OWN_PAGE = Set.of("same-origin", "none");

    private final OperatorsDoor door;
    private final AssertionCheck check;

    /** @param team the callers' team, which is the operators' too; only the audience differs */
    public OperatorsLock(Access team, OperatorsDoor door, SigningKeys keys, Clock clock) {
        this.door = door;
        this.check = new AssertionCheck(new Access(team.issuer(), team.keys(), Set.of(door.audience())), keys, clock);
    }

    /** The one who asks, or a failure with {@link Denied}. */
    public CompletionStage<Visitor> admit(HttpServerRequest request) {
        try {
            requireHost(request);
            requireRoute(request);
            requireOwnPage(request);
        } catch (Denied e) {
            return CompletableFuture.failedStage(e);
        }
        return check.check(request.headers().getAll(AccessTokens.HEADER), this::visitor);
    }

    private void requireHost(HttpServerRequest request) throws Denied {
        List<String> hosts = request.headers().getAll("host");
        String name =
                hosts.size() == 1 ? PORT.matcher(hosts.get(0)).replaceFirst("").toLowerCase(Locale.ROOT) : "";
        if (!name.equals(door.host().value())) {
            throw new Denied(
                    421, "misdirected_request", "Host: this listener answers only to the operators' host name");
        }
    }

    private static void requireRoute(HttpServerRequest request) throws Denied {
        String target = request.uri();
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        if (RawPath.isMalformed(path)) {
            throw new Denied(
                    400,
                    "malformed_path",
                    "path: a segment is empty, encoded or made of dots. Name a virtual key by its id");
        }
        if (!AdminRoutes.knows(request.method().name(), path)) {
            throw new Denied(404, "not_found", "path: this API has no such method and path. See /openapi.yaml");
        }
    }

    /** The browser sends Access's cookie along for pages of sibling names too, and they must not use it. */
    private void requireOwnPage(HttpServerRequest request) throws Denied {
        boolean foreignOrigin = request.headers().getAll("origin").stream()
                .anyMatch(origin -> !origin.equals("https://" + door.host()));
        boolean foreignSite =
                request.headers().getAll("sec-fetch-site").stream().anyMatch(site -> !OWN_PAGE.contains(site));
        if (foreignOrigin || foreignSite) {
            throw new Denied(403, "foreign_page", "Origin: a page of another site asks, which this API never answers");
        }
    }

    private Visitor visitor(JWTClaimsSet claims) throws Denied {
        Object program = claims.getClaim("common_name");
        Object email = claims.getClaim("email");
        if (program != null) {
            if (door.token().equals(program) && (email == null || "".equals(email))) {
                return new Visitor.Program();
            }
            throw AssertionCheck.invalid("names a service token that is not the operators'");
        }
        return person(email instanceof String text ? text : "");
    }

    private Visitor person(String email) throws Denied {
        String address;
        try {
            address = new Email(email).value().toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw AssertionCheck.invalid("names neither a person's address nor a service token");
        }
        Optional<AdminScope> scope = door.scopes().of(address);
        if (scope.isEmpty() && !door.groups()) {
            throw new Denied(
                    403, "not_an_operator", "operators: the stack's settings list no operator with this mail address");
        }
        return new Visitor.Person(address, scope);
    }
}
