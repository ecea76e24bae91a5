package dev.portcullis.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gate.answer.ModelAccess;
import dev.portcullis.probe.Caller.Answer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SmokeVerdictTest {
    private static final String GATE_ERROR = "{\"error\":{\"message\":\"no\",\"code\":\"x\"}}";

    @ParameterizedTest
    @CsvSource({"401", "403"})
    void the_edges_own_refusal_is_what_a_stranger_gets(int status) {
        assertThat(SmokeVerdict.refusedAtTheEdge(edge(status))).isEmpty();
    }

    @Test
    void a_stranger_who_is_answered_has_found_an_open_gateway() {
        assertThat(SmokeVerdict.refusedAtTheEdge(new Answer(200, "application/json", "", "", "{\"data\":[]}")))
                .hasValue("expected 401 or 403 of the edge, got 200 application/json");
    }

    @Test
    void a_stranger_whom_the_gate_refuses_has_come_through_an_open_edge() {
        assertThat(SmokeVerdict.refusedAtTheEdge(gate(401)))
                .hasValue("the edge let it through to the gate, which answered 401: Access does not guard this host");
    }

    @Test
    void a_redirect_to_a_login_is_no_refusal() {
        assertThat(SmokeVerdict.refusedAtTheEdge(edge(302)))
                .hasValue("expected 401 or 403 of the edge, got 302 text/html");
    }

    @ParameterizedTest
    @CsvSource({"502", "530", "521"})
    void a_gateway_whose_tunnel_is_down_is_told_as_asleep(int status) {
        assertThat(SmokeVerdict.isAway(edge(status))).isTrue();
        assertThat(SmokeVerdict.unreached(edge(status)))
                .hasValue("the edge answers " + status + ": the gateway sleeps or its tunnel is down;"
                        + " ./portcullis status tells, ./portcullis start wakes it");
    }

    @Test
    void a_program_that_the_edge_refuses_by_its_user_agent_is_told_which_setting_does_that() {
        assertThat(SmokeVerdict.admitsPrograms(edge(403)))
                .hasValue("the edge answers 403 to a user agent that it takes for a robot's: set browserCheckOff"
                        + " on a dedicated zone, or switch the Browser Integrity Check off for this host");
        assertThat(SmokeVerdict.admitsPrograms(gate(403)))
                .hasValue("expected 200 with \"data\", got 403 application/json");
        assertThat(SmokeVerdict.admitsPrograms(new Answer(200, "application/json", "", "", "{\"data\":[]}")))
                .isEmpty();
    }

    @Test
    void an_error_of_bedrock_that_the_gate_passes_on_is_not_taken_for_sleep() {
        assertThat(SmokeVerdict.isAway(gate(502))).isFalse();
    }

    @Test
    void each_refusal_of_a_client_names_the_lock_that_refused() {
        assertThat(SmokeVerdict.unreached(edge(401)))
                .hasValue("the edge answers 401: the service token is none of its own, or has expired");
        assertThat(SmokeVerdict.unreached(edge(403)))
                .hasValue(
                        "the edge answers 403: the service token is good and not this application's, or a rule refuses"
                                + " this machine's address");
        assertThat(SmokeVerdict.unreached(gate(401)))
                .hasValue("the gate answers 401: it does not know this key, or this key is not this client's");
        assertThat(SmokeVerdict.unreached(gate(503)))
                .hasValue("the gate answers 503: it is not ready, or its database is away");
        assertThat(SmokeVerdict.unreached(edge(308)))
                .hasValue("a redirect (308), which is not followed: this host is for people");
        assertThat(SmokeVerdict.unreached(edge(404))).hasValue("the edge answers 404: this host is no gateway");
    }

    @Test
    void what_a_body_or_a_type_says_is_never_repeated() {
        Answer answer = new Answer(200, "text/html; host=llm.example.com", "", "", "llm.example.com");

        assertThat(SmokeVerdict.answered(answer, "\"data\"")).hasValue("expected 200 with \"data\", got 200 text/html");
    }

    @Test
    void no_message_of_an_exception_is_repeated_as_it_may_name_the_host() {
        assertThat(SmokeVerdict.failed(new ConnectException("llm.example.com")))
                .isEqualTo("no answer (ConnectException)");
        assertThat(SmokeVerdict.failed(new IOException(new UnknownHostException("llm.example.com"))))
                .isEqualTo("DNS: the host has no address");
        assertThat(SmokeVerdict.failed(new IOException(new SSLHandshakeException("No name matching llm.example.com"))))
                .isEqualTo("TLS: the certificate is not valid for this host");
    }

    @Test
    void an_account_that_never_used_the_vendors_models_is_told_what_to_do_where_and_by_whom() {
        assertThat(SmokeVerdict.completed(lacking(ModelAccess.USE_CASE), "\"choices\""))
                .hasValueSatisfying(told -> assertThat(told)
                        .contains("Anthropic's use-case form", "an administrator", "once", "Bedrock console"));
        assertThat(SmokeVerdict.completed(lacking(ModelAccess.SUBSCRIPTION), "\"choices\""))
                .hasValueSatisfying(told -> assertThat(told)
                        .contains("AWS Marketplace subscription", "an administrator", "once", "Bedrock console"));
        assertThat(SmokeVerdict.completed(gate(403), "\"choices\""))
                .hasValue("expected 200 with \"choices\", got 403 application/json");
    }

    private static Answer lacking(ModelAccess lack) {
        return new Answer(403, "application/json", "", "", "{\"error\":{\"code\":\"" + lack.code() + "\"}}");
    }

    private static Answer edge(int status) {
        return new Answer(status, "text/html; charset=UTF-8", "", "", "<html>llm.example.com</html>");
    }

    private static Answer gate(int status) {
        return new Answer(status, "application/json", "", "", GATE_ERROR);
    }
}
