package org.rootbuild.console;

import java.io.IOException;
import java.util.List;
import org.rootbuild.command.Caller;
import org.rootbuild.command.Interactive;
import org.rootbuild.command.Signals;
import org.rootbuild.desk.Desk;

/** Opens the shell as it fits: at a terminal with all that it can, at a dumb one, or from a pipe. */
public final class Console implements Interactive {
    @Override
    public boolean knows(String command) {
        return new ConsoleCommands(new NoLanguage(), new Drafting(), List::of, new Following()).find(command).isPresent();
    }

    @Override
    public int carryOut(String line, Desk desk, Caller caller) throws IOException, InterruptedException {
        Drafting drafting = new Drafting();
        Language language = new GroovyLanguage(desk, caller.out(), drafting);
        Following following = new Following();
        ConsoleCommands commands = new ConsoleCommands(language, drafting, List::of, following);
        Watch watch = new Watch(desk, caller.screen(), following);
        Interrupts interrupts = new Interrupts();
        try (Signals signals = new Signals()) {
            signals.take("INT", interrupts::hear);
            Talk talk = new Talk(caller, question -> "", interrupts, watch);
            return new Interpreter(commands, language, desk, talk).run(line);
        } finally {
            watch.close();
        }
    }

    @Override
    public int converse(Desk desk, Caller caller) throws IOException, InterruptedException {
        Drafting drafting = new Drafting();
        GroovyLanguage language = new GroovyLanguage(desk, caller.out(), drafting);
        language.warmUpSoon(!caller.canAnswer());
        Following following = new Following();
        Watch watch = new Watch(desk, caller.screen(), following);
        try (Conversation conversation = new Conversation(desk, caller, language, drafting, following, watch)) {
            return conversation.run();
        } finally {
            watch.close();
        }
    }
}
