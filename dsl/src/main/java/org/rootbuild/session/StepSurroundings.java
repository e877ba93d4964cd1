package org.rootbuild.session;

import groovy.lang.Closure;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.rootbuild.event.Activity;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Step;
import org.rootbuild.model.Value;
import org.rootbuild.plan.Plan;
import org.rootbuild.problem.Failure;
import org.rootbuild.store.Deletion;
import org.rootbuild.store.Store;
import org.rootbuild.tree.EditableTree;
import org.rootbuild.tree.FileTree;
import org.rootbuild.verb.ArtifactContext;
import org.rootbuild.verb.Closures;
import org.rootbuild.verb.Host;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Stage;

/** What one step of a session is given; made for the step and closed after it. */
final class StepSurroundings implements AutoCloseable {
    /** What all steps of a session share. */
    record Shared(Store store, Materials materials, Closures closures, Host host, Equipment equipment,
                  JobSlots jobs, long epochSeconds) {
    }

    private final Shared shared;
    private final Plan plan;
    private final NodeWork node;
    private final Step step;
    private final Fields arguments;
    private final StepLog log;
    private Optional<Path> scratch = Optional.empty();

    /** @throws Failure when the step needs a secret that was not given */
    StepSurroundings(Shared shared, Plan plan, NodeWork node, StepLog log) throws Failure {
        this.shared = shared;
        this.plan = plan;
        this.node = node;
        this.step = node.step();
        this.log = log;
        this.arguments = shared.closures().secrets().reveal(step.arguments());
    }

    PassContext forPass(PassWork work) {
        return new OnPass(work);
    }

    ArtifactContext forArtifact(Path output) {
        return new OnArtifact(output);
    }

    org.rootbuild.verb.StepContext forCheck() {
        return new Common();
    }

    @Override
    public void close() throws IOException {
        if (scratch.isPresent()) {
            Deletion.delete(scratch.get());
        }
    }

    private class Common implements org.rootbuild.verb.StepContext {
        @Override
        public String place() {
            return node.name() + "/" + step.name();
        }

        @Override
        public Fields arguments() {
            return arguments;
        }

        @Override
        public Path source(Value.Ref reference) throws IOException {
            return shared.materials().source(plan, reference);
        }

        @Override
        public Path stored(String sha256) throws IOException {
            return shared.materials().stored(sha256);
        }

        @Override
        public FileTree root(Value.Ref reference) throws IOException {
            return shared.materials().root(plan, reference);
        }

        @Override
        public Path artifact(Value.Ref reference) throws IOException {
            return shared.materials().artifact(plan, reference);
        }

        @Override
        public Activity activity() {
            return log;
        }

        @Override
        public Path logFile() {
            return log.file();
        }

        @Override
        public Path scratch() throws IOException {
            if (scratch.isEmpty()) {
                scratch = Optional.of(shared.store().temporaryFolder());
            }
            return scratch.get();
        }

        @Override
        public Host host() {
            return shared.host();
        }

        @Override
        public <T extends Closeable> T equipment(Class<T> kind, Function<Host, T> maker) {
            return shared.equipment().get(kind, maker);
        }

        @Override
        public long epochSeconds() {
            return shared.epochSeconds();
        }
    }

    private final class OnPass extends Common implements PassContext {
        private final PassWork work;

        OnPass(PassWork work) {
            this.work = work;
        }

        @Override
        public EditableTree tree() throws IOException {
            return work.tree();
        }

        @Override
        public Stage stage() throws IOException {
            return work.stage(log);
        }

        @Override
        public Optional<Path> jobServer() throws IOException, InterruptedException {
            node.takeSlot(shared.jobs());
            return Optional.of(shared.jobs().pipe());
        }

        @Override
        public Closure<?> closure(Value.Code code) throws IOException, InterruptedException {
            return shared.closures().closure(code);
        }
    }

    private final class OnArtifact extends Common implements ArtifactContext {
        private final Path output;

        OnArtifact(Path output) {
            this.output = output;
        }

        @Override
        public Path output() {
            return output;
        }
    }
}
