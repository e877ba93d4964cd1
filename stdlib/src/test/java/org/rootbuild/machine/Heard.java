package org.rootbuild.machine;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.rootbuild.event.Activity;

/** Remembers what an action said. */
final class Heard implements Activity {
    final List<String> notes = new CopyOnWriteArrayList<>();
    final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void progress(String what, long doneBytes, long totalBytes) {
        lines.add(what + " " + doneBytes + "/" + totalBytes);
    }

    @Override
    public void note(String sentence) {
        notes.add(sentence);
    }

    @Override
    public void log(String line) {
        lines.add(line);
    }
}
