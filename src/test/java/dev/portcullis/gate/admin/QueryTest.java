package dev.portcullis.gate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gate.admin.TestAdmin.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Queries that no list answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class QueryTest {
    private TestAdmin admin = new TestAdmin();

    @AfterAll
    void close() {
        assertThat(admin.faults).isEmpty();
        admin.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
            /admin/spend?by=modell                        | by: expected one of key, client, model, day, got 'modell'
            /admin/spend?since=yesterday                  | since: expected a date from 2020 on such as 2026-11-21, got 'yesterday'
            /admin/spend?since=%2B999999-01-01            | since: expected a date from 2020 on such as 2026-11-21, got '+999999-01-01'
            /admin/spend?since=2026-11-21&until=2026-11-1 | until: expected a date from 2020 on such as 2026-11-21, got '2026-11-1'
            /admin/spend?since=2026-11-21&until=2026-11-20 | until: expected a day that is not before 2026-11-21, got '2026-11-20'
            /admin/spend?bye=key                          | bye: expected no such parameter, got 'bye'
            /admin/keys?limit=0                           | limit: expected a number from 1 to 500, got '0'
            /admin/keys?limit=501                         | limit: expected a number from 1 to 500, got '501'
            /admin/keys?limit=1&limit=2                   | limit: expected one value, got 2 values
            /admin/keys?cursor=%00                        | cursor: expected the 'next' of an earlier answer, got '?'
            /admin/keys?cursor=YQ                         | cursor: expected the 'next' of an earlier answer, got 'YQ'
            /admin/keys?cursor=AAoA                       | cursor: expected the 'next' of an earlier answer, got 'AAoA'
            /admin/audit?cursor=YQpi                      | cursor: expected the 'next' of an earlier answer, got one of another list
            /admin/reservations?cursor=YQpi               | cursor: expected the 'next' of an earlier answer, got one of another list
            """)
    void a_query_that_is_wrong_is_answered_with_what_was_expected(String path, String problem) throws Exception {
        Reply refused = admin.get(path);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.message().lines().findFirst()).contains(problem);
    }
}
