package org.rootbuild.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.rootbuild.record.SessionHead;

/** What a record says about a session as a whole. */
final class SessionHeads {
    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    private SessionHeads() {
    }

    static SessionHead of(SessionSettings settings) {
        String system = System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
            + System.getProperty("os.arch");
        return new SessionHead(settings.command(), settings.recipeFolder(), hostName(settings), system,
            settings.host().processors(), settings.manner().isolation().name().toLowerCase(Locale.ROOT));
    }

    /** Never asks the network, as Java would. */
    private static String hostName(SessionSettings settings) {
        try {
            return Files.readString(HOST_NAME).strip();
        } catch (IOException otherSystem) {
            return settings.host().environment().getOrDefault("HOSTNAME", "");
        }
    }
}
