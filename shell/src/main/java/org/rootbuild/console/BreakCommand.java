package org.rootbuild.console;

import java.io.IOException;
import java.util.List;
import org.rootbuild.command.ExitStatus;
import org.rootbuild.desk.Breakpoint;
import org.rootbuild.desk.Breakpoints;
import org.rootbuild.desk.Desk;

/** {@code break}. */
final class BreakCommand extends DescribedCommand {
    private final Language language;

    BreakCommand(Language language) {
        super(Description.of("break [before NODE[/STEP] | after NODE[/STEP] | when { CONDITION } | on failure]",
            "Sets a breakpoint; without a word, lists them.", """
            before  a run stops before the node's first step, or before that step
            after   it stops when the node, or that step, is finished
            when    it stops before the first step at which the Groovy condition holds;
                    it strikes again when it did not hold in between
            on failure
                    it stops at a failure: no other pass is begun, those that are
                    made beside it are finished. A run does so in any case; with the
                    breakpoint it is listed with the others and says so when it stops

            'run' goes on from where it stopped; 'delete NUMBER' takes a breakpoint away.
            Steps of a node in which one could strike are run one by one, and with a
            condition all nodes are; everything else is made side by side as ever.""", "break before gcc:1",
            "break after gcc:1/configure", "break when { store.usage() > 20.GiB }", "break on failure", "break")
            .taking(ArgumentKind.WORD, ArgumentKind.PLACE).knowing("before", "after", "when", "on failure"));
        this.language = language;
    }

    @Override
    public int run(List<String> words, Desk desk, Talk talk) throws IOException {
        Breakpoints all = desk.breakpoints();
        if (words.isEmpty()) {
            list(all, talk);
            return ExitStatus.DONE;
        } else if (words.equals(List.of("on", "failure"))) {
            return told(all.onFailure(), talk);
        } else if (words.size() == 1 && desk.plan().find(words.get(0)).isPresent()) {
            return told(all.before(Names.place(words.get(0), desk)), talk);
        } else if (words.size() < 2 || words.size() > 2 && !words.get(0).equals("when")) {
            throw Arguments.wrong(this, "'break " + String.join(" ", words) + "' does not say where");
        }
        return told(switch (words.get(0)) {
            case "before" -> all.before(Names.place(words.get(1), desk));
            case "after" -> all.after(Names.place(words.get(1), desk));
            case "when" -> when(String.join(" ", words.subList(1, words.size())), desk);
            default -> throw Arguments.wrong(this, "'" + words.get(0) + "' is neither before, after, when nor on failure");
        }, talk);
    }

    private Breakpoint when(String typed, Desk desk) throws IOException {
        String text = typed.strip();
        String inside = text.startsWith("{") && text.endsWith("}") ? text.substring(1, text.length() - 1).strip() : text;
        return desk.breakpoints().when("{ " + inside + " }", language.condition(inside, desk));
    }

    private static int told(Breakpoint breakpoint, Talk talk) {
        talk.say("breakpoint " + breakpoint.number() + ": " + breakpoint);
        return ExitStatus.DONE;
    }

    private static void list(Breakpoints all, Talk talk) {
        if (all.all().isEmpty()) {
            talk.say("no breakpoints; a failure stops a run even so");
        }
        all.all().forEach(one -> talk.say("  " + one.number() + "  " + one));
    }
}
