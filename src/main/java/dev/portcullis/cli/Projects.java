package dev.portcullis.cli;

import java.lang.reflect.Constructor;
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
            Constructor<K> constructor = type.getDeclaredConstructor(Path.class);
            // A command is nobody else's to make, so its constructor is its package's own.
            constructor.setAccessible(true);
            return constructor.newInstance(project);
        } catch (NoSuchMethodException e) {
            return CommandLine.defaultFactory().create(type);
        }
    }
}
