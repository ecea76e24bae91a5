package dev.portcullis.operate.bill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.portcullis.input.BadInput;
import dev.portcullis.operate.Target;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;

/** The bill of a stack, with the real client and a stand-in of Cost Explorer. */
final class BillReaderTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 30);
    private static final Target DEV = new Target("dev", "eu-west-1");

    private final CostExplorerStandIn aws;
    private final BillReader reader;

    BillReaderTest() throws IOException {
        aws = new CostExplorerStandIn(() -> TODAY);
        reader = new BillReader(client(aws.url(), Region.US_EAST_1));
    }

    static CostExplorerClient client(URI at, Region region) {
        return CostExplorerClient.builder()
                .endpointOverride(at)
                .region(region)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @BeforeEach
    void costs() {
        cost(1, "EC2", Map.of("portcullis:stack", "dev"), "1.25");
        cost(1, "EC2", Map.of("portcullis:stack", "prod"), "9");
        cost(1, "Bedrock", Map.of(), "30.5");
        cost(0, "EC2", Map.of("portcullis:stack", "dev"), "0.5");
        cost(0, "S3", Map.of("portcullis:stack", "dev"), "1.2E-7");
        cost(0, "Lambda", Map.of("portcullis:stack", "dev"), "0");
    }

    @AfterEach
    void end() {
        reader.close();
        aws.close();
    }

    @Test
    void with_an_active_tag_the_bill_is_the_stacks_alone() {
        aws.activeTags.add("portcullis:stack");

        Bill bill = reader.read(DEV, TODAY.minusDays(6), TODAY);

        assertThat(bill.isOfStack()).isTrue();
        assertThat(bill.byService())
                .containsExactly(entry("EC2", new BigDecimal("1.75")), entry("S3", new BigDecimal("1.2E-7")));
        assertThat(bill.byDay())
                .containsExactly(
                        entry(TODAY.minusDays(1), new BigDecimal("1.25")), entry(TODAY, new BigDecimal("0.50000012")));
        assertThat(aws.asked).hasValue(1);
        assertThat(bill.requests()).isOne();
    }

    @Test
    void without_an_active_tag_it_is_the_whole_accounts_and_says_so() {
        Bill bill = reader.read(DEV, TODAY.minusDays(6), TODAY);

        assertThat(bill.isOfStack()).isFalse();
        assertThat(bill.total()).isEqualByComparingTo("41.25000012");
    }

    @Test
    void a_stack_without_costs_shows_none_of_another_stacks() {
        aws.activeTags.add("portcullis:stack");

        Bill bill = reader.read(new Target("test", "eu-west-1"), TODAY.minusDays(6), TODAY);

        assertThat(bill.isOfStack()).isTrue();
        assertThat(bill.rows()).isEmpty();
    }

    @Test
    void each_page_is_counted_since_aws_charges_for_each() {
        aws.page = 3;

        Bill bill = reader.read(DEV, TODAY.minusDays(6), TODAY);

        assertThat(bill.total()).isEqualByComparingTo("41.25000012");
        assertThat(bill.requests()).isEqualTo(3);
        assertThat(aws.asked).hasValue(3);
    }

    @Test
    void the_last_day_of_a_month_and_the_longest_time_are_within_what_aws_takes() {
        assertThat(reader.read(DEV, TODAY, TODAY).since()).isEqualTo(TODAY);
        assertThat(reader.read(DEV, TODAY.minusDays(399), TODAY).since()).isEqualTo(TODAY.minusDays(399));
    }

    @Test
    void an_account_that_never_opened_cost_explorer_learns_how() {
        aws.refusal = Map.entry("AccessDeniedException", "User not enabled for cost explorer access");
        assertThatThrownBy(() -> reader.read(DEV, TODAY, TODAY))
                .isInstanceOf(BadInput.class)
                .hasMessage("AWS: expected an account with Cost Explorer, got 'AccessDeniedException'\n"
                        + "  Open Cost Explorer once in the console of Billing; AWS has its data ready a day later");
        aws.refusal =
                Map.entry("DataUnavailableException", "Data is not available. Please try to adjust the time period.");
        assertThatThrownBy(() -> reader.read(DEV, TODAY, TODAY))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("AWS: expected an account with Cost Explorer, got 'DataUnavailableException'");
    }

    @Test
    void a_role_without_the_right_is_told_which_one_has_it() {
        aws.refusal = Map.entry("AccessDeniedException", "User is not authorized to perform: ce:GetCostAndUsage");

        assertThatThrownBy(() -> reader.read(DEV, TODAY, TODAY))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("AWS: expected the right to ce:GetCostAndUsage, got 'AccessDeniedException'\n"
                        + "  Use the role readonly");
    }

    private void cost(int daysAgo, String service, Map<String, String> tags, String amount) {
        aws.costs.add(new CostExplorerStandIn.Cost(TODAY.minusDays(daysAgo), service, tags, amount));
    }
}
