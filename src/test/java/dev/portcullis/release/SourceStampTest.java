package dev.portcullis.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SourceStampTest {
    @TempDir
    private Path project;

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(project.resolve("src/main/java"));
        Files.writeString(project.resolve("pom.xml"), "<project/>");
        Files.writeString(project.resolve("src/main/java/A.java"), "class A {}");
    }

    @Test
    void a_touched_file_is_the_same_source() throws IOException {
        String before = SourceStamp.of(project);
        Files.setLastModifiedTime(project.resolve("pom.xml"), FileTime.fromMillis(0));

        assertThat(SourceStamp.of(project)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"program.xml", "idlestop/pom.xml", "idlestop/src/main/java/B.java"})
    void a_file_of_either_module_is_part_of_the_sources(String name) throws IOException {
        String before = SourceStamp.of(project);
        Files.createDirectories(project.resolve(name).getParent());
        Files.writeString(project.resolve(name), "");

        assertThat(SourceStamp.of(project)).isNotEqualTo(before);
    }

    @Test
    void a_changed_file_a_renamed_file_and_a_new_file_are_other_sources() throws IOException {
        String before = SourceStamp.of(project);
        Files.writeString(project.resolve("src/main/java/A.java"), "class A { }");
        String changed = SourceStamp.of(project);
        Files.move(project.resolve("src/main/java/A.java"), project.resolve("src/main/java/B.java"));
        String renamed = SourceStamp.of(project);
        Files.writeString(project.resolve("src/main/java/C.java"), "");
        String added = SourceStamp.of(project);

        assertThat(Set.of(before, changed, renamed, added)).hasSize(4);
    }
}
