package org.rootbuild.overlay;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Entry;

/**
 * What an entry is in truth, as a note on a file of a view that cannot be it. The note goes with the file wherever a
 * program moves it, and is gone from one that a program made anew, so the truth is lost just where it should be.
 *
 * @param letter as {@link Entry#letter}; a device is a plain empty file in a view that may hold none
 * @param xattrs those that the file could not be given
 */
record Original(char letter, int major, int minor, long owner, long group, SortedMap<String, byte[]> xattrs) {
    /** The extended attribute that holds the note. */
    static final String NOTE = "user.rootbuild";
    private static final int VERSION = 1;

    static Original of(Entry entry, SortedMap<String, byte[]> missing) {
        int major = entry instanceof Entry.Device device ? device.major() : 0;
        int minor = entry instanceof Entry.Device device ? device.minor() : 0;
        return new Original(entry.letter(), major, minor, entry.attributes().owner(), entry.attributes().group(),
            missing);
    }

    byte[] encoded() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeByte(letter);
            out.writeInt(major);
            out.writeInt(minor);
            out.writeLong(owner);
            out.writeLong(group);
            out.writeInt(xattrs.size());
            for (var xattr : xattrs.entrySet()) {
                out.writeUTF(xattr.getKey());
                out.writeInt(xattr.getValue().length);
                out.write(xattr.getValue());
            }
        } catch (IOException impossible) {
            throw new IllegalStateException("memory does not fail to write", impossible);
        }
        return bytes.toByteArray();
    }

    /** Empty for what is no note of this version: a program may write whatever it likes. */
    static Optional<Original> decoded(byte[] note) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(note))) {
            if (in.readUnsignedByte() != VERSION) {
                return Optional.empty();
            }
            char letter = (char) in.readUnsignedByte();
            int major = in.readInt();
            int minor = in.readInt();
            long owner = in.readLong();
            long group = in.readLong();
            SortedMap<String, byte[]> xattrs = new TreeMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                String name = in.readUTF();
                xattrs.put(name, in.readNBytes(Math.min(in.readInt(), note.length)));
            }
            // Constructed to be checked.
            new Entry.Device("", Attributes.of(0, owner, group, 0), false, major, minor);
            return Optional.of(new Original(letter, major, minor, owner, group, xattrs));
        } catch (IOException | IllegalArgumentException written) {
            return Optional.empty();
        }
    }

    /** Whether the file stands for a device. */
    boolean isDevice() {
        return letter == 'b' || letter == 'c';
    }
}
