package dev.portcullis.removal;

import dev.portcullis.deployed.state.StackState;
import dev.portcullis.deployed.state.StateResource;
import dev.portcullis.input.BadInput;
import dev.portcullis.input.Suggestion;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The fate of every resource of a state, decided before anything is touched. */
final class RemovalPlan {
    private static final String STATE_OF_OTHERS = "portcullis:index:State";

    private final StackState state;
    private final Map<String, Unit> units;
    private final Set<String> named;
    private final Set<String> kept;

    private RemovalPlan(StackState state, Map<String, Unit> units, Set<String> named) {
        this.state = state;
        this.units = units;
        this.named = named;
        Set<String> held = new LinkedHashSet<>();
        units.values().stream()
                .filter(unit -> !named.contains(unit.name()))
                .flatMap(unit -> unit.parts().stream())
                .filter(StateResource::isProtected)
                .forEach(one -> held.add(one.urn()));
        this.kept = state.withNeeds(held);
    }

    /**
     * Decides.
     *
     * @param named the units that shall go for good, although they are protected or retained
     * @throws BadInput when a name is unknown, when a unit that stays needs one that is named, or when the stack holds the
     *     state of others
     */
    static RemovalPlan of(StackState state, String stack, Set<String> named) {
        if (state.resources().stream().anyMatch(one -> one.type().equals(STATE_OF_OTHERS))) {
            throw new BadInput(
                    "--stack",
                    "the stack of a gateway",
                    "'" + stack + "', which holds the state of gateways and the roles to them",
                    "End its gateways first, and then remove it by hand: pulumi destroy --stack " + stack);
        }
        Map<String, Unit> units = Unit.of(state);
        RemovalPlan plan = new RemovalPlan(state, units, new TreeSet<>(named));
        named.forEach(plan::require);
        return plan;
    }

    private void require(String name) {
        Unit unit = units.get(name);
        if (unit == null) {
            // A run before this one may have unprotected it, or removed it; then its name is right all the same.
            Optional<String> meant = Suggestion.nearest(name, units.keySet());
            if (!isInState(name) && meant.isPresent()) {
                throw new BadInput(
                        "--unprotect",
                        "a name that this command shows",
                        "'" + name + "'",
                        Suggestion.remedy(name, units.keySet()));
            }
            return;
        }
        List<String> needing = units.values().stream()
                .filter(other -> !named.contains(other.name()) && other.isProtected())
                .filter(other -> state.withNeeds(other.urns()).stream().anyMatch(unit.urns()::contains))
                .map(Unit::name)
                .toList();
        if (!needing.isEmpty()) {
            throw new BadInput(
                    "--unprotect " + name,
                    "something that nothing protected needs",
                    String.join(", ", needing) + " need it",
                    "Name these as well, or keep it");
        }
    }

    StackState state() {
        return state;
    }

    List<Unit> named() {
        return units.values().stream()
                .filter(unit -> named.contains(unit.name()))
                .toList();
    }

    /** The units that stay, in the state or only in the account. */
    List<Unit> staying() {
        return units.values().stream()
                .filter(unit -> !named.contains(unit.name()))
                .toList();
    }

    /** The resources that the providers delete. */
    List<StateResource> going() {
        return state.resources().stream()
                .filter(StateResource::isReal)
                .filter(one -> !kept.contains(one.urn()) && !staysForgotten(one))
                .toList();
    }

    /** Resources that are not protected themselves and stay because one that is needs them. */
    List<StateResource> needed() {
        Set<String> held = new LinkedHashSet<>();
        staying().forEach(unit -> held.addAll(unit.urns()));
        return state.resources().stream()
                .filter(StateResource::isReal)
                .filter(one -> kept.contains(one.urn()) && !held.contains(one.urn()))
                .toList();
    }

    /** Buckets that the provider will delete, for which they have to be empty. */
    List<StateResource> goingBuckets() {
        return going().stream().filter(Unit::isBucket).toList();
    }

    /** An object goes only with its whole bucket, which then is empty. */
    private boolean staysForgotten(StateResource one) {
        return one.isRetained()
                && named().stream().noneMatch(unit -> unit.urns().contains(one.urn()));
    }

    /** Names that the state does not know, or no longer. */
    List<String> unknown() {
        return named.stream().filter(name -> !isInState(name)).toList();
    }

    private boolean isInState(String name) {
        return state.resources().stream().anyMatch(one -> one.name().equals(name));
    }

    /** Whether anything goes before the named units: whatever these need goes with them. */
    boolean hasUnnamed() {
        Set<String> later = new LinkedHashSet<>(kept);
        named().forEach(unit -> later.addAll(state.withNeeds(unit.urns())));
        return state.resources().stream().anyMatch(one -> one.isReal() && !later.contains(one.urn()));
    }
}
