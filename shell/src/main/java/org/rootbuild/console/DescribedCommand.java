package org.rootbuild.console;

import java.util.List;

/** A command that has its description in one place. */
abstract class DescribedCommand implements ConsoleCommand {
    private final Description description;

    DescribedCommand(Description description) {
        this.description = description;
    }

    @Override
    public final String name() {
        return description.name();
    }

    @Override
    public final String synopsis() {
        return description.synopsis();
    }

    @Override
    public final String summary() {
        return description.summary();
    }

    @Override
    public final String help() {
        return description.help();
    }

    @Override
    public final List<String> examples() {
        return description.examples();
    }

    @Override
    public final List<ArgumentKind> arguments() {
        return description.arguments();
    }

    @Override
    public final List<String> words() {
        return description.words();
    }

    @Override
    public final List<String> aliases() {
        return description.aliases();
    }
}
