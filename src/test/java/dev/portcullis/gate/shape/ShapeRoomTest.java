package dev.portcullis.gate.shape;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ShapeRoomTest {

    @Test
    void bodies_know_neither_connections_nor_files() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.portcullis.gate.shape..",
                        "dev.portcullis.gate.picture",
                        "dev.portcullis.gate.answer",
                        "dev.portcullis.gate.tokens",
                        "dev.portcullis.catalogue",
                        "dev.portcullis.policy",
                        "dev.portcullis.input",
                        "com.fasterxml.jackson..",
                        // A decoder of forms, which has to be told a request's head.
                        "io.netty.buffer",
                        "io.netty.handler.codec.http",
                        "io.netty.handler.codec.http.multipart",
                        "org.jspecify..",
                        "java.lang..",
                        "java.util..",
                        "java.io",
                        "java.nio",
                        "java.nio.charset",
                        "java.math",
                        "java.time")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("dev.portcullis.gate.shape"));
    }
}
