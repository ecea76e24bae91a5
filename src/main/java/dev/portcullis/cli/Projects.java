package dev.portcullis.cli;

import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands, giving each that asks for it the directory of the project. */
final class Projects implements IFactory {
    private final Path project;

    Projects(Path project) {
        this.project = project;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        try {
            return type.getDeclaredConstructor(Path.class).newInstance(project);
        } catch (NoSuchMethodException e) {
            return CommandLine.defaultFactory().create(type);
        }
    }
}
