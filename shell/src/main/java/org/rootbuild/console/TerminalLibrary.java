package org.rootbuild.console;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import org.jline.nativ.OSInfo;

/**
 * The few functions of the system that JLine calls, as a library of this host's kind. JLine would unpack it into the
 * folder for temporary files at every start; here it is unpacked once, where this host's own memory is.
 */
final class TerminalLibrary {
    private static final String FOLDER_PROPERTY = "library.jline.path";

    private TerminalLibrary() {
    }

    /** Has it lie in that folder; where there is none for this host, JLine does with the programs stty and tty. */
    static void unpack(Path memory) throws IOException {
        String name = System.mapLibraryName("jlinenative");
        String resource = "/org/jline/nativ/" + OSInfo.getNativeLibFolderPathForCurrentOS() + "/" + name;
        try (InputStream stream = TerminalLibrary.class.getResourceAsStream(resource)) {
            if (stream == null) {
                return;
            }
            byte[] library = stream.readAllBytes();
            Path file = memory.resolve(name);
            if (!Files.exists(file) || !Arrays.equals(library, Files.readAllBytes(file))) {
                Path fresh = Files.createTempFile(memory, name, ".new");
                Files.write(fresh, library);
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            System.setProperty(FOLDER_PROPERTY, memory.toString());
        }
    }
}
