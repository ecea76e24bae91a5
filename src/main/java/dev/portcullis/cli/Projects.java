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
        if (type == PlanCommand.class) {
            return type.cast(new PlanCommand(project));
        }
        if (type == TryCommand.class) {
            return type.cast(new TryCommand(project));
        }
        if (type == BootTestCommand.class) {
            return type.cast(new BootTestCommand(project));
        }
        if (type == GoBackCommand.class) {
            return type.cast(new GoBackCommand(project));
        }
        if (type == SmokeCommand.class) {
            return type.cast(new SmokeCommand(project));
        }
        if (type == StartCommand.class) {
            return type.cast(new StartCommand(project));
        }
        if (type == StopCommand.class) {
            return type.cast(new StopCommand(project));
        }
        if (type == StatusCommand.class) {
            return type.cast(new StatusCommand(project));
        }
        return CommandLine.defaultFactory().create(type);
    }
}
