package dev.portcullis.infra.identity;

import dev.portcullis.infra.iam.AnyResource;
import dev.portcullis.infra.iam.PolicyDocument;
import dev.portcullis.infra.iam.Statement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The managed policies of an identity stack, each about one subject and within IAM's 6,144 characters. */
enum RightsPart {
    PREVIEW("preview", StateRights::preview),
    STATE("state", StateRights::update),
    /** The provider's list calls, which know no resource; the parts below leave them to this one. */
    LISTS("lists", facts -> new PolicyDocument(lists())),
    NETWORK("network", facts -> scoped(DeployNetwork.rows(facts))),
    HOST("host", facts -> scoped(DeployHost.rows(facts))),
    ROLES("roles", facts -> scoped(DeployRoles.rows(facts))),
    STORAGE("storage", facts -> scoped(DeployStorage.rows(facts))),
    IDLE_STOP("idle-stop", facts -> scoped(DeployIdleStop.rows(facts))),
    WATCH("watch", facts -> scoped(DeployWatch.rows(facts))),
    LOOK("look", PeopleRights::look),
    OPERATE("operate", PeopleRights::operate),
    SHELL("shell", PeopleRights::shell);

    private final String part;

    @SuppressWarnings("ImmutableEnumChecker") // references to pure static methods
    private final Function<RightsContext, PolicyDocument> document;

    RightsPart(String part, Function<RightsContext, PolicyDocument> document) {
        this.part = part;
        this.document = document;
    }

    String part() {
        return part;
    }

    PolicyDocument document(RightsContext facts) {
        return document.apply(facts);
    }

    /** Each row of each table, by which every type that a gateway declares is found. */
    static List<Deployable> deployables(RightsContext facts) {
        return List.of(
                        DeployNetwork.rows(facts),
                        DeployHost.rows(facts),
                        DeployRoles.rows(facts),
                        DeployStorage.rows(facts),
                        DeployIdleStop.rows(facts),
                        DeployWatch.rows(facts))
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private static List<Statement> lists() {
        return List.of(
                Statement.allow(AnyResource.DescribeNetworkAndHost), Statement.allow(AnyResource.ListBeforeRead));
    }

    /** Rows share statements; each stands in the policy once. */
    private static PolicyDocument scoped(List<Deployable> rows) {
        Set<Statement> statements = new LinkedHashSet<>();
        rows.forEach(row -> statements.addAll(row.statements()));
        statements.removeAll(lists());
        return new PolicyDocument(List.copyOf(statements));
    }
}
