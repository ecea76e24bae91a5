package dev.portcullis.connect.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.clients.ToolFile.Form;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MergeTest {
    private static final String CODEX = """
            model = "new"
            model_provider = "portcullis"
            [model_providers.portcullis]
            name = "Portcullis"
            """;

    @Test
    void json_keeps_other_members_their_order_and_their_numbers() throws Unmergeable {
        Merged merged = Merge.of(Form.JSON).into("""
                {"permissions": {"allow": ["Bash(ls)"]}, "env": {"A": "1", "B": "old"}, "n": 1.50, "big": 12345678901234567890}
                """, "{\"env\": {\"B\": \"new\", \"C\": \"3\"}}");

        assertThat(merged.text()).isEqualTo("""
                {
                  "permissions": {
                    "allow": [
                      "Bash(ls)"
                    ]
                  },
                  "env": {
                    "A": "1",
                    "B": "new",
                    "C": "3"
                  },
                  "n": 1.50,
                  "big": 12345678901234567890
                }
                """);
        assertThat(merged.replaced()).containsExactly("env.B");
    }

    @Test
    void json_that_says_it_already_is_not_rewritten() throws Unmergeable {
        String old = "{\"env\":{\"A\":\"1\"},   \"x\":[]}";

        assertThat(Merge.of(Form.JSON).into(old, "{\"env\":{\"A\":\"1\"}}").text())
                .isEqualTo(old);
    }

    @Test
    void a_persons_other_headers_stay() throws Unmergeable {
        String mine = "{\"env\":{\"ANTHROPIC_CUSTOM_HEADERS\":\"CF-Access-Client-Id: new\"}}";

        assertThat(Merge.of(Form.JSON)
                        .into("{\"env\":{\"ANTHROPIC_CUSTOM_HEADERS\":\"X-Team: a\\ncf-access-client-id: old\"}}", mine)
                        .text())
                .contains("\"X-Team: a\\nCF-Access-Client-Id: new\"");
        assertThat(Merge.of(Form.ENV)
                        .into("A_CUSTOM_HEADERS='X-Team: a'\n", "A_CUSTOM_HEADERS=\"B: 1\nC: 2\"\n")
                        .text())
                .isEqualTo("A_CUSTOM_HEADERS=\"X-Team: a\nB: 1\nC: 2\"\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            JSON      | {"a": 1,}         | expected JSON, got something else at line 1
            JSON      | {"a": 1} x        | expected JSON, got something else at line 1
            JSON      | {"a": 1, "a": 2}  | expected JSON, got something else at line 1
            JSON      | // a comment      | expected JSON, got something else at line 1
            JSON      | [1]               | expected a JSON object, got another JSON value
            JSON      | {"env": "x"}      | expected an object as 'env', got something else
            TOML      | a = = 1           | expected TOML, got something else at line 1
            TOML      | model_providers=1 | expected tables as 'model_providers', got something else
            ENV       | no assignment     | expected lines NAME=value, got something else in line 1
            ENV       | A="open           | expected a closing quotation mark, got none for the one in line 1
            YAML_MAP  | - a               | expected a YAML mapping, got something else
            YAML_MAP  | a: [              | expected YAML, got something else at line 1
            YAML_LIST | a: 1              | expected a YAML list, got something else
            YAML_MAP  | {model: old}      | expected settings that can be edited without a loss, got a form that this program does not edit
            TOML      | model = ["a",     | expected TOML, got something else at line 1
            """)
    void a_text_of_another_form_is_refused_without_being_repeated(Form form, String old, String message) {
        String settings = switch (form) {
            case JSON -> "{\"env\": {\"A\": \"1\"}}";
            case TOML -> CODEX;
            case YAML_MAP -> "model: new\n";
            case YAML_LIST -> "- name: new\n";
            default -> "B=1\n";
        };
        assertThatThrownBy(() -> Merge.of(form).into(old, settings)).hasMessage(message);
    }

    @Test
    void toml_keeps_comments_and_other_tables_and_replaces_its_own() throws Unmergeable {
        Merged merged = Merge.of(Form.TOML).into("""
                # mine
                model = "old" # why
                approval_policy = "never"

                [model_providers.portcullis]
                name = "x"
                [model_providers.portcullis.http_headers]
                a = "b"

                # theirs
                [model_providers.other]
                name = "Other"
                [projects."/a[b]"]
                trust_level = "trusted"
                """, CODEX);

        assertThat(merged.text()).isEqualTo("""
                # mine
                model = "new"
                approval_policy = "never"
                model_provider = "portcullis"


                # theirs
                [model_providers.other]
                name = "Other"
                [projects."/a[b]"]
                trust_level = "trusted"

                [model_providers.portcullis]
                name = "Portcullis"
                """);
        assertThat(merged.replaced()).containsExactly("model", "model_providers.portcullis");
        assertThat(Merge.of(Form.TOML).into(merged.text(), CODEX).text()).isEqualTo(merged.text());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x = '''\\n[model_providers.portcullis]\\n'''
            x = [\\n  [1],\\n]\\nmodel = "old"
            model_providers = { portcullis = { name = "x" } }
            """, quoteCharacter = '`')
    void toml_that_an_edit_would_break_is_refused(String old) {
        assertThatThrownBy(() -> Merge.of(Form.TOML).into(old.replace("\\n", "\n") + "\n", CODEX))
                .hasMessageStartingWith("expected settings that can be edited without a loss");
    }

    @Test
    void env_keeps_comments_and_values_of_several_lines() throws Unmergeable {
        Merged merged = Merge.of(Form.ENV).into("""
                # mine
                export A=1
                B="one
                two=3"

                C='x'
                """, "A=2\nC=x\nD=\"p\nq\"\n");

        assertThat(merged.text()).isEqualTo("""
                # mine
                A=2
                B="one
                two=3"

                C='x'
                D="p
                q"
                """);
        assertThat(merged.replaced()).containsExactly("A");
    }

    @Test
    void yaml_keeps_comments_and_other_keys() throws Unmergeable {
        Merged merged = Merge.of(Form.YAML_MAP).into("# mine\nmodel: old\nread:\n  - a # b\n", "model: new\nkey: 1\n");

        assertThat(merged.text()).isEqualTo("# mine\nmodel: new\nread:\n  - a # b\nkey: 1\n");
        assertThat(merged.replaced()).containsExactly("model");
    }

    @Test
    void an_entry_of_a_yaml_list_replaces_that_of_its_name() throws Unmergeable {
        Merged merged = Merge.of(Form.YAML_LIST)
                .into("- name: a\n  x: 1\n# about b\n- name: b\n  y: 2\n", "- name: a\n  x: 3\n");

        assertThat(merged.text()).isEqualTo("# about b\n- name: b\n  y: 2\n- name: a\n  x: 3\n");
        assertThat(merged.replaced()).containsExactly("a");
    }
}
