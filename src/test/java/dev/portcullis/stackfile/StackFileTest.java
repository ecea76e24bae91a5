package dev.portcullis.stackfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.input.BadInput;
import dev.portcullis.settings.value.SecureValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackFileTest {
    @TempDir
    Path project;

    @BeforeEach
    void declare_three_keys() throws IOException {
        write("Pulumi.yaml", """
                name: portcullis
                config:
                  hostname:
                    type: string
                    description: A name.
                  size:
                    type: integer
                    description: A size.
                    default: 010
                  blocks:
                    type: array
                    items:
                      type: string
                    description: Some blocks.
                    default: []
                  team:
                    type: string
                    description: A team.
                    default: ""
                """);
    }

    @Test
    void the_stack_file_lies_over_the_defaults() throws IOException {
        write("Pulumi.dev.yaml", """
                config:
                  aws:region: eu-west-1
                  portcullis:hostname: llm.example.com
                  portcullis:blocks: [203.0.113.0/24]
                """);

        assertThat(StackFile.raw(project, "dev"))
                .isEqualTo(Map.of(
                        "aws:region", "eu-west-1",
                        "portcullis:hostname", "llm.example.com",
                        "portcullis:blocks", List.of("203.0.113.0/24"),
                        "portcullis:size", "8",
                        "portcullis:team", ""));
    }

    @Test
    void a_type_is_guessed_as_the_engine_guesses_it() throws IOException {
        write("Pulumi.dev.yaml", """
                config:
                  portcullis:hostname: "12345678901234567890123456789e01"
                  portcullis:size: "2027-01-31T00:00:00Z"
                  portcullis:team: {on: 1, "yes": [no, "~", 1.50]}
                """);

        assertThat(StackFile.raw(project, "dev"))
                .containsEntry("portcullis:hostname", "12345678901234567890123456789e01")
                .containsEntry("portcullis:size", "2027-01-31T00:00:00Z")
                .containsEntry("portcullis:team", Map.of("on", "1", "yes", List.of("no", "~", "1.5")));
    }

    @Test
    void an_encrypted_value_is_hidden_at_every_depth() throws IOException {
        write("Pulumi.dev.yaml", """
                encryptionsalt: v1:hunter2
                config:
                  portcullis:hostname:
                    secure: hunter2
                  portcullis:team:
                    a: [{secure: hunter2}]
                    b: {secure: hunter2, other: x}
                """);

        Map<String, Object> raw = StackFile.raw(project, "dev");

        assertThat(raw)
                .containsEntry("portcullis:hostname", SecureValue.HIDDEN)
                .containsEntry(
                        "portcullis:team",
                        Map.of(
                                "a", List.of(SecureValue.HIDDEN),
                                "b", Map.of("secure", SecureValue.HIDDEN, "other", "x")));
        assertThat(raw.toString()).doesNotContain("hunter2");
    }

    @Test
    void a_client_may_be_called_secure() throws IOException {
        write("Pulumi.dev.yaml", "config:\n  portcullis:team: {secure: {duration: 1h}}\n");

        assertThat(StackFile.raw(project, "dev"))
                .containsEntry("portcullis:team", Map.of("secure", Map.of("duration", "1h")));
    }

    @Test
    void what_the_pulumi_program_keeps_there_is_accepted() throws IOException {
        write("Pulumi.dev.yaml", """
                secretsprovider: awskms://alias/x
                encryptedkey: abc
                encryptionsalt: v1:abc
                environment:
                  - team-env
                settings:
                  a: b
                config:
                  portcullis:hostname: llm.example.com
                """);

        assertThat(StackFile.raw(project, "dev")).containsEntry("portcullis:hostname", "llm.example.com");
    }

    @Test
    void a_file_of_any_name_can_be_read() throws IOException {
        Path file = write("other.yaml", "config:\n  portcullis:hostname: llm.example.com\n");

        assertThat(StackFile.raw(project, file)).containsEntry("portcullis:hostname", "llm.example.com");
    }

    @Test
    void a_stack_without_a_file_is_met_with_those_that_have_one() throws IOException {
        write("Pulumi.prod.yaml", "config: {}\n");
        write("Pulumi.dev.yaml", "config: {}\n");

        refuses(() -> StackFile.raw(project, "prd"), """
                Pulumi.prd.yaml: expected the file of a stack, got none of this name
                  Choose one of these stacks: dev, prod""");
    }

    @Test
    void a_stack_name_never_leads_out_of_the_project() throws IOException {
        write("secret.yaml", "config: {}\n");
        write("Pulumi.x.yaml", "config: {}\n");

        refuses(() -> StackFile.raw(project, "x/../secret"), """
                Pulumi.x/../secret.yaml: expected the file of a stack, got none of this name
                  Choose one of these stacks: x""");
    }

    @Test
    void a_directory_that_does_not_exist_is_one_problem() {
        Path missing = project.resolve("missing");

        refuses(
                () -> StackFile.raw(missing, "dev"),
                missing + ": expected a readable project directory, got an error: NoSuchFileException\n"
                        + "  Run this in the directory of Pulumi.yaml");
    }

    @Test
    void without_any_stack_the_remedy_makes_the_first() {
        refuses(() -> StackFile.raw(project, "dev"), """
                Pulumi.dev.yaml: expected the file of a stack, got none of this name
                  Run: pulumi stack init dev""");
    }

    @Test
    void an_empty_file_is_one_problem() throws IOException {
        write("Pulumi.dev.yaml", "# nothing\n");

        refuses(() -> StackFile.raw(project, "dev"), """
                Pulumi.dev.yaml: expected a mapping of keys to values, got an empty file
                  Compare it with the example in the repository""");
    }

    @Test
    void a_file_without_configuration_is_one_problem() throws IOException {
        write("Pulumi.dev.yaml", "encryptionsalt: v1:abc\n");

        refuses(() -> StackFile.raw(project, "dev"), """
                Pulumi.dev.yaml:1: expected a block 'config:', got none
                  Copy the block of Pulumi.dev.yaml and adapt it""");
    }

    @Test
    void broken_yaml_is_one_problem_with_its_line() throws IOException {
        write("Pulumi.dev.yaml", "config:\n  portcullis:hostname: [a\n  b: c\n");

        refuses(() -> StackFile.raw(project, "dev"), """
                Pulumi.dev.yaml:3: expected well-formed YAML, got 'expected ',' or ']', but got :'
                  Mend the line and try again""");
    }

    @Test
    void bytes_that_are_no_text_are_one_problem() throws IOException {
        Files.write(project.resolve("Pulumi.dev.yaml"), new byte[] {(byte) 0xff, 0, 1});

        refuses(() -> StackFile.raw(project, "dev"), """
                Pulumi.dev.yaml: expected a readable UTF-8 file, got an error: MalformedInputException
                  Check Pulumi.dev.yaml""");
    }

    @Test
    void a_forbidden_character_is_one_problem() throws IOException {
        write("Pulumi.dev.yaml", "config: \u0001\n");

        assertThatThrownBy(() -> StackFile.raw(project, "dev"))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("Pulumi.dev.yaml: expected a YAML text of ordinary size, got '");
    }

    @Test
    void every_problem_of_the_form_is_told_at_once() throws IOException {
        write("Pulumi.dev.yaml", """
                configg: {}
                config:
                  hostname: llm.example.com
                  portcullis:team: {a: 1, a: 2}
                """);

        refuses(() -> StackFile.raw(project, "dev"), """
                3 problems:
                Pulumi.dev.yaml:3 hostname: expected a key with its namespace, got 'hostname'
                  Write portcullis:hostname
                Pulumi.dev.yaml:4 a: the key occurs twice, first in line 4
                  Remove one of the two
                Pulumi.dev.yaml:1 configg: expected a known key, got 'configg'
                  Did you mean 'config'?""");
    }

    @Test
    void a_client_that_stands_there_twice_is_refused_with_both_places() throws IOException {
        write("Pulumi.dev.yaml", """
                config:
                  portcullis:clients:
                    nightly:
                      duration: 2160h
                    ci: {}
                    nightly:
                      duration: 8760h
                """);

        refuses(() -> StackFile.raw(project, "dev"), """
                Pulumi.dev.yaml:6 nightly: the key occurs twice, first in line 3
                  Remove one of the two""");
    }

    @Test
    void an_alias_to_its_own_parent_ends() throws IOException {
        write("Pulumi.dev.yaml", "config:\n  portcullis:team: &loop\n    - *loop\n");

        refuses(() -> StackFile.raw(project, "dev"), """
                Pulumi.dev.yaml:2 portcullis:team: expected at most 16 levels, got more
                  Remove the alias or the nesting""");
    }

    @Test
    void a_contract_that_the_engine_would_refuse_is_refused() throws IOException {
        write("Pulumi.yaml", """
                name: portcullis
                config:
                  a:
                    type: number
                    description: A.
                  b:
                    type: array
                    description: B.
                    secrett: true
                  c:
                    type: string
                """);
        write("Pulumi.dev.yaml", "config: {}\n");

        refuses(() -> StackFile.raw(project, "dev"), """
                4 problems:
                Pulumi.yaml:4 type: expected one of Pulumi's types, got 'number'
                  Choose one of array, boolean, integer, object, string
                Pulumi.yaml:7 items: expected the type of its items, got nothing
                  Add items with a type
                Pulumi.yaml:9 secrett: expected a known key, got 'secrett'
                  Known: default, description, items, type
                Pulumi.yaml:11 description: expected text, got nothing
                  Add the key 'description'""");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(project.resolve(name), text, StandardCharsets.UTF_8);
    }

    private static void refuses(org.assertj.core.api.ThrowableAssert.ThrowingCallable reading, String message) {
        assertThatThrownBy(reading).isInstanceOf(BadInput.class).hasMessage(message);
    }
}
