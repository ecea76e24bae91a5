package dev.portcullis.infra.identity;

import java.util.List;
import java.util.Locale;

/** The five roles of an identity stack and what each carries; the table in docs/roles.md is made from these rights. */
enum IdentityRole {
    PREVIEW(RightsPart.PREVIEW),
    DEPLOY(
            RightsPart.STATE,
            RightsPart.LISTS,
            RightsPart.NETWORK,
            RightsPart.HOST,
            RightsPart.ROLES,
            RightsPart.STORAGE,
            RightsPart.IDLE_STOP,
            RightsPart.WATCH),
    READONLY(RightsPart.LOOK),
    OPERATOR(RightsPart.LOOK, RightsPart.OPERATE),
    /** All that CI may, from a person's own machine, and a shell besides. */
    DEPLOYER(
            RightsPart.LOOK,
            RightsPart.SHELL,
            RightsPart.STATE,
            RightsPart.LISTS,
            RightsPart.NETWORK,
            RightsPart.HOST,
            RightsPart.ROLES,
            RightsPart.STORAGE,
            RightsPart.IDLE_STOP,
            RightsPart.WATCH);

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<RightsPart> rights;

    IdentityRole(RightsPart... rights) {
        this.rights = List.of(rights);
    }

    /** The role's part of its name in AWS. */
    String part() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<RightsPart> rights() {
        return rights;
    }
}
