package dev.portcullis.gate.money;

import dev.portcullis.catalogue.GuardrailPrices;
import dev.portcullis.gate.access.PresentedKey;
import dev.portcullis.gate.admin.StandingJson;
import dev.portcullis.gate.exchange.Ask;
import dev.portcullis.gate.exchange.Denied;
import dev.portcullis.gate.exchange.Exchange;
import dev.portcullis.gate.exchange.RateHeaders;
import dev.portcullis.gate.ledger.key.KeyCheck;
import dev.portcullis.gate.ledger.key.KeyTerms;
import dev.portcullis.gate.ledger.key.KeyText;
import dev.portcullis.gate.ledger.key.VirtualKey;
import dev.portcullis.gate.ledger.money.Call;
import dev.portcullis.gate.ledger.money.ReserveResult;
import dev.portcullis.gate.ledger.money.Settlement;
import dev.portcullis.policy.Route;
import dev.portcullis.settings.value.ClientName;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;

/** The steps of the chain that ask the ledger: whose key it is, what it may do, and whether there is money for it. */
public final class Money {
    /** Longer than the ledger needs, and not long for a person. */
    private static final long REFUSAL_MS = 50;

    private final Vertx vertx;
    private final Accounts accounts;
    private final Clock clock;
    private final long usualOutput;
    private final Optional<GuardrailPrices> guardrail;

    /**
     * The steps with one ledger.
     *
     * @param usualOutput tokens of an answer whose caller names no bound
     * @param guardrail empty when none looks at the calls
     */
    public Money(Vertx vertx, Accounts accounts, Clock clock, long usualOutput, Optional<GuardrailPrices> guardrail) {
        this.guardrail = guardrail;
        this.usualOutput = usualOutput;
        this.vertx = vertx;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** The key that came with the request, when it may use the route. Else fails with {@link Denied}. */
    public Future<VirtualKey> key(Exchange exchange, Route route, ClientName client) {
        try {
            KeyText text = PresentedKey.of(exchange.request().headers());
            // Routes that the gate answers itself are checked against the database, not the cache.
            Optional<VirtualKey> known = route.bodyLimit() == 0 ? Optional.empty() : accounts.remembered(text, client);
            return known.isPresent()
                    ? judge(exchange, route, new KeyCheck.Valid(known.get()))
                    : asLong(accounts.check(text, client)).compose(check -> judge(exchange, route, check));
        } catch (Denied e) {
            return Future.failedFuture(e);
        }
    }

    /** A refusal takes a fixed time from its beginning: how long the ledger looked would tell which ids exist. */
    private Future<KeyCheck> asLong(Future<KeyCheck> check) {
        Promise<KeyCheck> passed = Promise.promise();
        long timer = vertx.setTimer(REFUSAL_MS, late -> check.onComplete(passed));
        check.onSuccess(result -> {
            if (result instanceof KeyCheck.Valid && vertx.cancelTimer(timer)) {
                passed.complete(result);
            }
        });
        return passed.future();
    }

    /** Reserves money, and settles when the exchange is released. Otherwise fails with {@link Denied}. */
    public Future<Charge> reserve(Exchange exchange, VirtualKey key, Ask ask) {
        return reserve(exchange, key, ask, true);
    }

    private Future<Charge> reserve(Exchange exchange, VirtualKey key, Ask ask, boolean mayHaveChanged) {
        String model = ask.model().model().name();
        if (!key.terms().allowsModel(model)) {
            return Future.failedFuture(new Denied(
                    403,
                    "model_not_allowed",
                    "model: this key may not use '" + model + "'. It may use "
                            + String.join(", ", key.terms().models())));
        }
        Charge charge = new Charge(
                exchange.id().id(),
                ask.route().shape(),
                Estimate.of(ask.model(), ask.size()),
                ask.mayThink(),
                GuardrailCost.of(guardrail, ask));
        long tokens = Estimate.usualTokens(ask.size());
        Call call = new Call(
                charge.id(),
                key,
                model,
                ask.route().capability(),
                charge.most(),
                tokens,
                ask.size().calls());
        exchange.atRest(() -> settle(exchange, charge));
        return accounts.reserve(call)
                .compose(verdict -> verdict instanceof ReserveResult.Changed && mayHaveChanged
                        ? lookAgain(exchange, key, ask)
                        : open(exchange, call, charge, verdict));
    }

    /** The key was revoked, rotated or edited since it was last looked at. */
    private Future<Charge> lookAgain(Exchange exchange, VirtualKey old, Ask ask) {
        try {
            return accounts.check(
                            PresentedKey.of(exchange.request().headers()),
                            old.terms().client())
                    .compose(check -> judge(exchange, ask.route(), check))
                    .compose(key -> reserve(exchange, key, ask, false));
        } catch (Denied e) {
            return Future.failedFuture(e);
        }
    }

    /** The body of {@code GET /v1/key}. */
    public Future<byte[]> standing(VirtualKey key) {
        return accounts.standing(key).map(standing -> StandingJson.bytes(standing, usualOutput));
    }

    private Future<Charge> open(Exchange exchange, Call call, Charge charge, ReserveResult verdict) {
        KeyTerms terms = call.key().terms();
        if (verdict instanceof ReserveResult.Reserved reserved) {
            charge.reserved();
            exchange.rates(RateHeaders.of(exchange.shape(), terms.limits(), reserved.meter(), clock.instant()));
            return Future.succeededFuture(charge);
        }
        if (verdict instanceof ReserveResult.TooMany tooMany) {
            exchange.rates(RateHeaders.of(exchange.shape(), terms.limits(), tooMany.meter(), clock.instant()));
            return Future.failedFuture(NoRoom.limit(tooMany, terms, call, clock.instant()));
        }
        if (verdict instanceof ReserveResult.OverBudget over) {
            return Future.failedFuture(NoRoom.budget(over, call.amount()));
        }
        return Future.failedFuture(PresentedKey.invalid());
    }

    private void settle(Exchange exchange, Charge charge) {
        Settlement end = Settlement.wholeReservation(charge.id());
        try {
            end = charge.settlement();
            if (charge.isReserved()) {
                exchange.facts().settled(end, charge.most());
                exchange.facts().guarded(charge.interventions());
            }
        } finally {
            accounts.settle(end);
        }
    }

    private static Future<VirtualKey> judge(Exchange exchange, Route route, KeyCheck check) {
        if (check instanceof KeyCheck.Refused refused) {
            exchange.facts().showed(refused.keyId());
            exchange.facts().keyProblem(refused.reason().name().toLowerCase(Locale.ROOT));
            return Future.failedFuture(PresentedKey.invalid());
        }
        VirtualKey key = ((KeyCheck.Valid) check).key();
        exchange.facts().showed(key.id());
        exchange.facts().proved(key.terms().name());
        // Every key may list the models and show itself.
        boolean local = route.bodyLimit() == 0;
        if (!local && !key.terms().allowsCapability(route.capability())) {
            return Future.failedFuture(new Denied(
                    403,
                    "capability_not_allowed",
                    "key: this key may not use '" + route.capability() + "'. It may use "
                            + String.join(
                                    ", ",
                                    key.terms().capabilities().stream().sorted().toList())));
        }
        return Future.succeededFuture(key);
    }
}
