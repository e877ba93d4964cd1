package org.rootbuild.testing;

import groovy.lang.Closure;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.rootbuild.event.Activity;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.problem.Failure;
import org.rootbuild.sandbox.ProgramRunner;
import org.rootbuild.tree.EditableTree;
import org.rootbuild.tree.FileTree;
import org.rootbuild.verb.Host;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Stage;

/**
 * A step whose programs are answered by a script. They change the tree of the step as a step in Java does, so that what
 * they do needs no permission of the host, is taken back, kept and committed like everything else, and leaves the same
 * layer.
 */
final class ScriptedStep implements PassContext {
    /** Named in an environment only; nobody opens it. */
    private static final Path NO_JOB_SERVER = Path.of("/dev/null");

    private final PassContext real;
    private final Script script;
    private final ProgramRunner programs;

    ScriptedStep(PassContext real, Script script) {
        this.real = real;
        this.script = script;
        this.programs = script.of(real);
    }

    @Override
    public String place() {
        return real.place();
    }

    @Override
    public Fields arguments() {
        return real.arguments();
    }

    @Override
    public Path source(Value.Ref reference) throws IOException {
        Path file = real.source(reference);
        if (!Files.exists(file)) {
            script.complain("the step '" + place() + "' opens the source '" + reference.name() + "', and the"
                + " specification gives no file for it.\nSay what stands in for it: source '" + reference.name()
                + "', tarball('path/in/it': 'text').");
            throw new Failure("nothing stands in for the source '" + reference.name() + "'",
                "Say in the specification: source '" + reference.name() + "', tarball('path/in/it': 'text').");
        }
        return file;
    }

    @Override
    public Path stored(String sha256) throws IOException {
        return real.stored(sha256);
    }

    @Override
    public FileTree root(Value.Ref reference) throws IOException {
        return real.root(reference);
    }

    @Override
    public Path artifact(Value.Ref reference) throws IOException {
        return real.artifact(reference);
    }

    @Override
    public Activity activity() {
        return real.activity();
    }

    @Override
    public Path logFile() {
        return real.logFile();
    }

    @Override
    public Path scratch() throws IOException {
        return real.scratch();
    }

    @Override
    public Host host() {
        return real.host();
    }

    @Override
    public <T extends Closeable> T equipment(Class<T> kind, Function<Host, T> maker) {
        return kind == ProgramRunner.class ? kind.cast(programs) : real.equipment(kind, maker);
    }

    @Override
    public long epochSeconds() {
        return real.epochSeconds();
    }

    @Override
    public EditableTree tree() throws IOException {
        return real.tree();
    }

    /** A folder that nobody looks into: the script works on the tree. */
    @Override
    public Stage stage() throws IOException {
        return new Stage.Folder(scratch());
    }

    @Override
    public Optional<Path> jobServer() {
        return Optional.of(NO_JOB_SERVER);
    }

    @Override
    public Closure<?> closure(Value.Code code) throws IOException, InterruptedException {
        return real.closure(code);
    }
}
