package org.rootbuild.shell.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rootbuild.command.Model;
import org.rootbuild.shell.Version;
import picocli.AutoComplete;
import picocli.CommandLine;

/** Writes {@code share/} of an installation. Called by the build. */
public final class DistributionFiles {
    private final CommandLine command;
    private final String version;

    DistributionFiles(CommandLine command, String version) {
        this.command = command;
        this.version = version;
    }

    /** {@code arguments[0]} is the folder that becomes {@code share}. */
    public static void main(String[] arguments) throws IOException {
        new DistributionFiles(Model.whole(), Version.number()).writeTo(Path.of(arguments[0]));
    }

    void writeTo(Path share) throws IOException {
        String name = command.getCommandName();
        write(share.resolve("bash-completion/completions").resolve(name), AutoComplete.bash(name, command));
        write(share.resolve("zsh/site-functions").resolve("_" + name), new ZshCompletion(command).text());
        for (ManualPage page : ManualPage.all(command, version)) {
            write(share.resolve("man/man1").resolve(page.fileName()), page.text());
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text.replace("\r\n", "\n"));
    }
}
