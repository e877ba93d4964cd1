package org.rootbuild.record;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.event.Listener;
import org.rootbuild.event.SessionEvent;
import org.rootbuild.model.Node;
import org.rootbuild.model.Recipe;
import org.rootbuild.plan.PlannedNode;

/**
 * The record of a session while it runs. A session never fails for it: what cannot be written is left out. What is
 * written survives the death of the process. {@code docs/formats.md}, "Record of a session", gives the lines.
 */
public final class SessionRecord implements Listener, AutoCloseable {
    private static final long MOST_BYTES = 16L << 20;

    private final Records records;
    private final Clock clock;
    private final Sight sight;
    private final Set<String> reused = new LinkedHashSet<>();
    private final Set<String> sources = new LinkedHashSet<>();
    private Optional<OutputStream> stream = Optional.empty();
    private Optional<Path> file = Optional.empty();
    private long bytes;
    private boolean isIdle = true;

    public SessionRecord(Path stateFolder, Clock clock, Sight sight) {
        this.records = new Records(stateFolder);
        this.clock = clock;
        this.sight = sight;
    }

    /** A session begins, or its recipe was loaded again. */
    public synchronized void begin(SessionHead head, Recipe recipe) {
        try {
            if (file.isEmpty()) {
                Path place = records.fresh(clock.millis());
                stream = Optional.of(Files.newOutputStream(place, StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE));
                file = Optional.of(place);
            }
        } catch (IOException refused) {
            stop();
        }
        write(new RecordForm(clock.instant()).session(head, Version.number(), recipe));
    }

    /** A person decided something about these nodes. */
    public synchronized void decided(String what, List<String> nodes) {
        isIdle = false;
        sayReused();
        reused.removeAll(nodes);
        write(new RecordForm(clock.instant()).decided(what, nodes));
    }

    @Override
    public synchronized void hear(SessionEvent event) {
        if (stream.isEmpty() || event instanceof SessionEvent.Progress || event instanceof SessionEvent.Logged) {
            return;
        } else if (event instanceof SessionEvent.NodeEnded ended) {
            ended(ended);
            return;
        }
        sayReused();
        isIdle &= !(event instanceof SessionEvent.NodeStarted || event instanceof SessionEvent.NodeFailed);
        if (event instanceof SessionEvent.NodeStarted started) {
            sight.node(started.node()).ifPresent(node -> write(new RecordForm(clock.instant()).node(node)));
        }
        write(new RecordForm(clock.instant()).event(event));
    }

    private void ended(SessionEvent.NodeEnded ended) {
        boolean isReused = ended.state().equals("reused");
        if (isReused) {
            reused.add(ended.node());
        } else {
            sayReused();
            isIdle = false;
            write(new RecordForm(clock.instant()).event(ended));
        }
        if (ended.kind().equals("source") && sources.add(ended.node())) {
            sight.source(ended.node()).ifPresent(pin ->
                write(new RecordForm(clock.instant()).source(ended.node(), pin)));
        }
    }

    /** Those that were there already come in great numbers, one after the other: they share a line. */
    private void sayReused() {
        if (reused.isEmpty()) {
            return;
        }
        List<Node> nodes = new ArrayList<>();
        reused.forEach(name -> sight.node(name).map(PlannedNode::node).ifPresent(nodes::add));
        reused.clear();
        write(new RecordForm(clock.instant()).reused(nodes));
    }

    private void write(String line) {
        if (stream.isEmpty() || bytes > MOST_BYTES) {
            return;
        }
        byte[] encoded = (line + "\n").getBytes(StandardCharsets.UTF_8);
        bytes += encoded.length;
        try {
            stream.get().write(encoded);
        } catch (IOException full) {
            stop();
        }
    }

    private void stop() {
        try {
            if (stream.isPresent()) {
                stream.get().close();
            }
        } catch (IOException alreadyBroken) {
            // It is given up in any case.
        }
        stream = Optional.empty();
    }

    /**
     * The session ended.
     *
     * @param left what was still to be made
     */
    public synchronized void end(String outcome, long millis, List<String> left) {
        sayReused();
        bytes = 0;
        if (!left.isEmpty()) {
            write(new RecordForm(clock.instant()).left(left));
        }
        write(new RecordForm(clock.instant()).event(new SessionEvent.Ended(outcome, millis)));
        close();
    }

    @Override
    public synchronized void close() {
        boolean isWhole = stream.isPresent();
        stop();
        try {
            if (isWhole && isIdle && file.isPresent()) {
                records.idle(file.get());
            }
        } catch (IOException refused) {
            // It stays under its usual name.
        }
    }
}
