package org.rootbuild.console;

import java.io.IOException;
import java.util.List;
import org.rootbuild.command.ExitStatus;
import org.rootbuild.desk.Desk;
import org.rootbuild.draft.Draft;

/** {@code in}. */
final class InCommand extends DescribedCommand {
    private final Drafting drafting;

    InCommand(Drafting drafting) {
        super(Description.of("in [ROOT | PASS]", "Chooses where what is defined next goes.", """
            Passes go into the root that was named last, steps into the pass that was. The
            same is said by root 'NAME' and pass 'NAME'. Without a name: says where.""", "in tools", "in gcc:1")
            .taking(ArgumentKind.ROOT_OR_NODE));
        this.drafting = drafting;
    }

    @Override
    public int run(List<String> words, Desk desk, Talk talk) throws IOException {
        Arguments.atMost(words, 1, this);
        Draft draft = drafting.draft(desk);
        if (words.isEmpty()) {
            talk.say("passes go into " + draft.root().map(name -> "the root '" + name + "'").orElse("the last root")
                + draft.pass().map(name -> ", steps into the pass '" + name + "'").orElse("; no pass is open"));
        } else {
            drafting.tell(draft.goInto(words.get(0)), talk);
        }
        return ExitStatus.DONE;
    }
}
