package org.rootbuild.fat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;

/** What a new filesystem is going to hold. */
abstract sealed class Planned {
    final String name;
    final Attributes attributes;
    private ShortName shortName = new ShortName("", "", 0);
    private boolean hasLongName;
    /** 0 as long as there is none, and for an empty file. */
    int firstCluster;

    Planned(String name, Attributes attributes) {
        this.name = name;
        this.attributes = attributes;
    }

    void called(ShortName found, boolean long_) {
        shortName = found;
        hasLongName = long_;
    }

    int slots() {
        return 1 + (hasLongName ? LongName.slots(name) : 0);
    }

    void encode(ByteBuffer to) {
        byte[] bytes = shortName.bytes();
        if (hasLongName) {
            LongName.encode(name, bytes, to);
        }
        record(bytes, shortName.caseFlags()).encode(to);
    }

    abstract DirectoryRecord record(byte[] bytes, int caseFlags);

    abstract long sizeBytes();

    /** A plain file. */
    static final class File extends Planned {
        final Content content;
        final String path;

        File(String path, String name, Attributes attributes, Content content) {
            super(name, attributes);
            this.path = path;
            this.content = content;
        }

        @Override
        long sizeBytes() {
            return content.sizeBytes();
        }

        @Override
        DirectoryRecord record(byte[] bytes, int caseFlags) {
            return DirectoryRecord.of(bytes, FileAttributes.of(attributes, content), caseFlags,
                attributes.mtimeSeconds(), firstCluster, sizeBytes());
        }
    }

    /** A folder with what it holds. */
    static final class Folder extends Planned {
        /** The root folder's is itself. */
        final Folder parent;
        private final List<Planned> members = new ArrayList<>();
        private final TreeSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        private final Optional<DirectoryRecord> label;
        private int slots;

        /** The root folder. */
        Folder(Attributes attributes, Optional<DirectoryRecord> label) {
            super("", attributes);
            parent = this;
            this.label = label;
            slots = label.isPresent() ? 1 : 0;
        }

        Folder(String name, Attributes attributes, Folder parent) {
            super(name, attributes);
            this.parent = parent;
            label = Optional.empty();
            slots = 2;
        }

        /** Empty when it was added; otherwise the name in the folder that differs from its by case alone. */
        Optional<String> add(Planned member) {
            if (!names.add(member.name)) {
                return Optional.of(names.floor(member.name));
            }
            members.add(member);
            return Optional.empty();
        }

        /** Gives every member its short name. */
        void callMembers() {
            ShortNames shorts = new ShortNames();
            List<Planned> others = new ArrayList<>();
            for (Planned member : members) {
                shorts.takeName(member.name);
                Optional<ShortName> exact = ShortName.exactly(member.name);
                exact.ifPresentOrElse(found -> {
                    shorts.takeShort(found.text());
                    member.called(found, false);
                }, () -> others.add(member));
            }
            others.forEach(member -> member.called(shorts.make(member.name), true));
            slots += members.stream().mapToInt(Planned::slots).sum();
        }

        /** How many entries it has. */
        int count() {
            return slots;
        }

        @Override
        long sizeBytes() {
            return (long) slots * FatGeometry.ENTRY_BYTES;
        }

        @Override
        DirectoryRecord record(byte[] bytes, int caseFlags) {
            return DirectoryRecord.of(bytes, DirectoryRecord.FOLDER, caseFlags, attributes.mtimeSeconds(), firstCluster,
                0);
        }

        void encodeMembers(ByteBuffer to) {
            to.order(ByteOrder.LITTLE_ENDIAN);
            label.ifPresent(found -> found.encode(to));
            if (parent != this) {
                record(DOT, 0).encode(to);
                boolean ofRoot = parent.parent == parent;
                // The root folder has cluster 0 there, even where it really has another one.
                parent.record(DOT_DOT, 0).at(ofRoot ? 0 : parent.firstCluster, 0).encode(to);
            }
            members.forEach(member -> member.encode(to));
        }
    }

    static final byte[] DOT = ".          ".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    static final byte[] DOT_DOT = "..         ".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
}
