package org.rootbuild.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.SortedMap;
import org.rootbuild.event.Activity;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.TreePath;

/** What the readers of all formats share: the checks that each entry passes on its way to the sink. */
final class Reading {
    private static final int NAME_BYTES_SHOWN = 120;
    private static final long HIGHEST_ID = 4294967294L;

    private final String name;
    private final Gauge gauge;
    private final ArchiveSink sink;
    private final Activity activity;

    Reading(String name, Gauge gauge, ArchiveSink sink, Activity activity) {
        this.name = name;
        this.gauge = gauge;
        this.sink = sink;
        this.activity = activity;
    }

    String name() {
        return name;
    }

    Gauge gauge() {
        return gauge;
    }

    void note(String sentence) {
        activity.note(sentence);
    }

    /** The same archive with its entries going elsewhere. */
    Reading into(ArchiveSink other) {
        return new Reading(name, gauge, other, activity);
    }

    /** Another archive of the same kind begins behind the one before, as in an initramfs. */
    void nextArchive() throws IOException {
        sink.nextArchive();
    }

    /** Hands over an entry without bytes. */
    void emit(Member member) throws IOException {
        emit(member, InputStream.nullInputStream());
    }

    /** Hands over a plain file. */
    void emit(Member member, InputStream content) throws IOException {
        gauge.entry(shown(member.name()));
        checkName(member.name());
        sink.accept(member, gauge.content(content));
    }

    private void checkName(String entry) throws Failure {
        if (entry.isEmpty()) {
            throw damaged("an entry without a name");
        }
        if (entry.indexOf('\0') >= 0) {
            throw damaged("the entry '" + shown(entry) + "', whose name holds a NUL character");
        }
        if (entry.length() > TreePath.PATH_LIMIT) {
            throw damaged("the entry '" + shown(entry) + "', whose name is longer than " + TreePath.PATH_LIMIT
                + " characters");
        }
        long depth = entry.chars().filter(one -> one == '/').count();
        if (depth > gauge.limits().maxPathDepth()) {
            throw new Failure("in " + name + " the entry '" + shown(entry) + "' lies more than "
                + gauge.limits().maxPathDepth() + " folders deep",
                "If the archive can be trusted, raise the limit maxPathDepth.");
        }
    }

    /** The attributes of an entry, where they make sense. */
    Attributes attributes(String entry, long mode, long owner, long group, long mtime) throws Failure {
        return attributes(entry, mode, owner, group, mtime, Collections.emptySortedMap());
    }

    Attributes attributes(String entry, long mode, long owner, long group, long mtime,
                          SortedMap<String, byte[]> xattrs) throws Failure {
        if (owner < 0 || owner > HIGHEST_ID || group < 0 || group > HIGHEST_ID) {
            throw damaged("the entry '" + shown(entry) + "' of owner " + owner + ":" + group
                + ", beyond what a filesystem holds");
        }
        return new Attributes((int) (mode & 07777), owner, group, mtime, xattrs);
    }

    /** A device, where its numbers make sense. */
    Member.Device device(String entry, boolean block, long major, long minor) throws Failure {
        if (major < 0 || major > 0xfff || minor < 0 || minor > 0xfffff) {
            throw damaged("the device '" + shown(entry) + "' with the numbers " + major + "," + minor
                + ", beyond what Linux knows");
        }
        return new Member.Device(block, (int) major, (int) minor);
    }

    /** The archive holds something that it must not. */
    Failure damaged(String found) {
        return new Failure(name + " holds " + found, "The archive is damaged or hostile; fetch or make it again.");
    }

    /** The archive ends too early. */
    Failure cutOff(String where) {
        return new Failure(name + " is cut off " + where, "Fetch or make the file again; it is not complete.");
    }

    /** A name as it can be shown: no control characters, not endless. */
    static String shown(String entry) {
        String start = entry.length() > NAME_BYTES_SHOWN ? entry.substring(0, NAME_BYTES_SHOWN) + "…" : entry;
        StringBuilder text = new StringBuilder();
        for (char one : start.toCharArray()) {
            text.append(one == 0 ? "\\0" : Character.isISOControl(one) ? String.format("\\x%02x", (int) one) : one);
        }
        return text.toString();
    }
}
