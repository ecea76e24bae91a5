package dev.portcullis.local.trial;

import dev.portcullis.probe.Check;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Attempts of a stranger, a neighbour and a client at the gateway: all of them, or those worth paying for. */
final class Checks {
    private Checks() {}

    /** @param standIn absent when real models answer, which are asked as little as possible */
    static List<Check> of(TrialCallers callers, TrialModels models, MoneyChecks money, Optional<StreamChecks> standIn) {
        List<Check> doors = DoorChecks.of(callers, TrialModels.name(models.chat()));
        return standIn.map(streams -> Stream.of(
                                streams.silences(),
                                doors,
                                money.refusals(),
                                ApiChecks.of(callers, models),
                                money.counted(),
                                streams.streams())
                        .flatMap(List::stream)
                        .toList())
                .orElseGet(() -> Stream.of(doors, money.refusals(), new PaidChecks(models).of(callers))
                        .flatMap(List::stream)
                        .toList());
    }
}
