package dev.portcullis.local.boot.checks;

import dev.portcullis.local.boot.cloud.Account;
import dev.portcullis.local.boot.guest.BootFailure;
import dev.portcullis.local.boot.guest.ChildProgram;
import dev.portcullis.local.boot.guest.Guest;
import dev.portcullis.local.boot.guest.Look;
import dev.portcullis.release.Ports;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The guest as its operator and its callers know it: told what to be, asked whether it is, and billed. */
public record BootedHost(Guest guest, Stack stack, Account account, BootCallers callers, Ports ports) {
    static final Duration UP_AGAIN = Duration.ofMinutes(2);
    static final Duration APPLY = Duration.ofMinutes(5);

    private static final String WRONG_COUNTERS = Look.resource("wrong-counters.sql");
    private static final String BOOKED = "SELECT (SELECT count(*) FROM ledger) + (SELECT count(*) FROM reservation)";

    /** Has {@code apply} run to its end. Empty when the host is then what is wanted. */
    Optional<String> applied() {
        apply();
        String outcome = outcome();
        return outcome.contains("\"state\": \"applied\"")
                        && outcome.contains(stack.bundle().substring(0, 12))
                ? Optional.empty()
                : Optional.of("applied says " + outcome);
    }

    /**
     * Has {@code apply} run to its end, which has to say so and leave callers served.
     *
     * @param because the words that the message has to contain
     */
    Optional<String> fails(String state, String because) {
        apply();
        String outcome = outcome();
        boolean said = outcome.contains("\"state\": \"" + state + "\"") && outcome.contains(because);
        return said
                ? answers(Stack.LAPTOP)
                : Optional.of("expected the state " + state + " because of '" + because + "', got " + outcome);
    }

    /** Applies at once: without waiting for the timer's two minutes or a back-off. */
    private void apply() {
        account.put(stack.appliedName(), "{}", false);
        guest.tried("rm", "-f", "/var/lib/portcullis/outcome.json", "/var/lib/portcullis/backoff.json");
        guest.tried("systemctl", "start", "portcullis-apply.service");
    }

    /** The journal as CloudWatch has it. */
    String sent() {
        return account.log(stack.journal());
    }

    String outcome() {
        return account.parameter(stack.appliedName());
    }

    /** Blocks until a host that has just been switched on has ended its first {@code apply}, well or not. */
    void awaitOutcome() {
        guest.await("apply to end", APPLY, () -> outcome().contains("\"state\""));
    }

    /** Empty when a model has answered, by now or in a moment: a gate that has just started may still refuse. */
    Optional<String> answers(String client) {
        try {
            callers.askUntilAnswered(client, Duration.ofSeconds(10));
            return Optional.empty();
        } catch (BootFailure e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    BigDecimal spent() throws IOException, InterruptedException {
        return new BigDecimal("0" + callers.spent(Stack.LAPTOP));
    }

    /** Keys answer, no money is forgotten, and every counter is what the ledger's rows add up to. */
    Optional<String> keeps(BigDecimal spentBefore) throws IOException, InterruptedException {
        Optional<String> problem = answers(Stack.LAPTOP);
        BigDecimal after = spent();
        if (problem.isEmpty() && after.compareTo(spentBefore) < 0) {
            problem = Optional.of("spend fell from " + spentBefore + " to " + after);
        }
        String wrong = sql(WRONG_COUNTERS);
        return problem.isEmpty() && !wrong.equals("0")
                ? Optional.of(wrong + " counters are not what the ledger's rows add up to")
                : problem;
    }

    /** The number of calls that are settled, or open with a reservation. */
    long booked() {
        return Long.parseLong(sql(BOOKED));
    }

    private String sql(String statement) {
        ChildProgram.Result result = psql(statement);
        if (result.code() != 0) {
            throw new BootFailure(
                    "ledger", "an answer to a question", result.output().strip(), "Check its journal");
        }
        return result.output().strip();
    }

    /** Runs SQL as the database's own administrator. */
    ChildProgram.Result psql(String statement) {
        return guest.tried(
                "runuser",
                "-u",
                "postgres",
                "--",
                "psql",
                "--no-psqlrc",
                "--tuples-only",
                "--no-align",
                "--port=" + ports.postgres(),
                "--dbname=portcullis",
                "--command=" + statement);
    }

    /** Unit to its first process: another one is another start. */
    Map<String, Long> pids() {
        Map<String, Long> pids = new TreeMap<>();
        Look.at(guest).units().forEach(unit -> pids.put(unit.name(), unit.pid()));
        pids.remove("portcullis-apply.service");
        return pids;
    }
}
