package org.rootbuild.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.rootbuild.compress.PeekInput;
import org.rootbuild.problem.Failure;

/**
 * Reads a Debian package (deb(5)): an ar archive of {@code debian-binary}, a control tar and a data tar. The whole file
 * is read whichever part is wanted, so that one that is cut off is noticed.
 */
final class DebReader {
    /** Which of the two archives in a package. */
    enum Part {
        /** What dpkg works with: the control file and the scripts. */
        CONTROL("control.tar"),
        /** What ends up on the disk. */
        DATA("data.tar");

        private final String start;

        Part(String start) {
            this.start = start;
        }
    }

    private final PeekInput in;
    private final Reading reading;
    private final Part part;
    private boolean versioned;
    private boolean control;
    private boolean data;

    DebReader(PeekInput in, Reading reading, Part part) {
        this.in = in;
        this.reading = reading;
        this.part = part;
    }

    /** Reads a stream that must hold a tar archive, compressed or not. */
    interface TarLayers {
        void readTar(PeekInput tar) throws IOException;
    }

    void read(TarLayers layers) throws IOException {
        new ArReader(in, reading).read((name, mode, owner, group, mtime, sizeBytes, member) -> {
            if (!versioned) {
                checkVersion(member);
            }
            control |= name.startsWith(Part.CONTROL.start);
            data |= name.startsWith(Part.DATA.start);
            if (name.startsWith(part.start)) {
                layers.readTar(new PeekInput(member, reading.name()));
            }
        });
        if (!control || !data) {
            throw new Failure(reading.name() + " is a Debian package without its " + (control ? "data" : "control")
                + " archive", "Fetch or make the file again; it is not complete.");
        }
    }

    private void checkVersion(MemberInput member) throws IOException {
        String version = new String(member.readNBytes(16), StandardCharsets.ISO_8859_1).strip();
        if (!version.startsWith("2.")) {
            throw reading.damaged("a Debian package of the unknown version '" + Reading.shown(version) + "'");
        }
        versioned = true;
    }
}
