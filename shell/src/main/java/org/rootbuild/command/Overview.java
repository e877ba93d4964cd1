package org.rootbuild.command;

/** The help of the program as a whole. */
final class Overview {
    static final String ABOUT = "Builds operating systems from typed script files.";

    private Overview() {
    }

    static String text() {
        StringBuilder text = new StringBuilder(1_000);
        text.append("Usage: rootbuild COMMAND [OPTIONS] …\n").append(ABOUT).append("\n\nCommands:\n");
        for (CommandName name : CommandName.values()) {
            text.append("  ").append(name.word()).append(" ".repeat(10 - name.word().length()))
                .append(name.summary()).append('\n');
        }
        text.append("""

            Options:
              -h, --help     Shows this help; 'rootbuild COMMAND --help' that of a command.
              -V, --version  Says which version this is.

            Begin with:
              rootbuild doctor             is this host fit for it?
              rootbuild run RECIPE         RECIPE is a script, its name, or the folder that holds it
            """);
        return text.toString();
    }
}
