package org.rootbuild.console;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.rootbuild.command.Caller;
import org.rootbuild.command.Interactive;
import org.rootbuild.command.Signals;
import org.rootbuild.desk.Desk;
import org.rootbuild.draft.Readiness;
import org.rootbuild.model.Location;

/** Opens the shell as it fits: at a terminal with all that it can, at a dumb one, or from a pipe. */
public final class Console implements Interactive {
    /** By then a prompt stands, and nobody has typed a line. */
    private static final long UNTIL_PROMPT_MILLIS = 350;

    private final Optional<InputStream> typed;

    public Console() {
        this(Optional.empty());
    }

    private Console(Optional<InputStream> typed) {
        this.typed = typed;
    }

    /** At a terminal that nobody sees, at which this is typed: for finding out what a shell needs. */
    public static Console rehearsing(InputStream typed) {
        return new Console(Optional.of(typed));
    }

    @Override
    public boolean knows(String command) {
        return new ConsoleCommands(new NamesOnly(), new Drafting(), List::of, new Following()).find(command)
            .isPresent();
    }

    @Override
    public int carryOut(String line, Desk desk, Caller caller, Answers answers)
            throws IOException, InterruptedException {
        GroovyLanguage language = new GroovyLanguage(desk, caller.out());
        Following following = new Following();
        ConsoleCommands commands = new ConsoleCommands(language, language.drafting(), List::of, following);
        Watch watch = new Watch(desk, caller.screen(), following);
        Interrupts interrupts = new Interrupts();
        try (Signals signals = new Signals()) {
            signals.take("INT", interrupts::hear);
            Talk talk = new Talk(caller, answers::line, interrupts, watch);
            return new Interpreter(commands, language, desk, talk).run(line);
        } finally {
            watch.close();
        }
    }

    /**
     * Of a script it is known what comes. A person who names a recipe will ask about it soon, and Groovy is loaded beside
     * it; one who does not is to have the prompt first.
     */
    @Override
    public void expect(Caller caller, boolean onRecipe) {
        if (caller.canAnswer()) {
            Readiness.prepare(onRecipe ? 0 : UNTIL_PROMPT_MILLIS);
        } else if (Foresight.isGroovyAhead(caller.in(), this::knows)) {
            Readiness.prepare(0);
        }
    }

    @Override
    public boolean mend(Path file, Location where, Caller caller) throws IOException, InterruptedException {
        if (!caller.canAnswer()) {
            return false;
        }
        caller.screen().prompt("edit it now? [yes/no] ");
        String answer = line(caller.in());
        if (answer.isEmpty() || !"yes".startsWith(answer)) {
            return false;
        }
        try (Signals signals = new Signals()) {
            // The keyboard's Ctrl-C is the editor's.
            signals.take("INT", () -> { });
            Editor.open(file, where, caller);
        }
        return true;
    }

    /** No more than that is taken: what is typed behind it is for the shell. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int sign = in.read(); sign >= 0 && sign != '\n'; sign = in.read()) {
            line.append((char) sign);
        }
        return line.toString().strip();
    }

    @Override
    public int converse(Desk desk, Caller caller) throws IOException, InterruptedException {
        GroovyLanguage language = new GroovyLanguage(desk, caller.out());
        Following following = new Following();
        Watch watch = new Watch(desk, caller.screen(), following);
        try (Conversation conversation = new Conversation(desk, caller, language, following, watch, typed)) {
            return conversation.run();
        } finally {
            watch.close();
        }
    }
}
