package org.rootbuild.console;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.rootbuild.command.ExitStatus;
import org.rootbuild.desk.Desk;
import org.rootbuild.model.Parameter;

/** {@code set}. */
final class SetCommand extends DescribedCommand {
    SetCommand() {
        super(Description.of("set [NAME [VALUE | default]]",
            "Shows parameters, or sets one and says what it reaches.", """
            Without a name: all parameters. With a value, spelt as -P spells it, the
            recipe is read again with it; where it does not fit, nothing changes.
            NAME=VALUE is the same.
            'default' gives a parameter back the value that the recipe says.

            The next shell goes on with it; 'rootbuild run' has to be told with -P. The
            value of a secret is not kept, and is not in the history.""", "set", "set jobs", "set jobs 4",
            "set jobs default")
            .taking(ArgumentKind.PARAMETER, ArgumentKind.VALUE));
    }

    @Override
    public int run(List<String> typed, Desk desk, Talk talk) throws IOException, InterruptedException {
        List<String> words = nameAndValue(typed);
        if (words.size() < 2) {
            show(words, desk, talk);
            return ExitStatus.DONE;
        }
        String name = Names.parameter(words.get(0), desk);
        String value = String.join(" ", words.subList(1, words.size()));
        if (value.equals("default")) {
            talk.say(ReachText.lines(desk.unset(name)));
            KeptParameters.unset(desk, name);
        } else {
            talk.say(ReachText.lines(desk.set(name, value)));
            if (!Names.isSecret(name, desk)) {
                KeptParameters.set(desk, name, value);
            }
        }
        return ExitStatus.DONE;
    }

    /** The first word taken apart where it is {@code NAME=VALUE}: no name has such a sign. */
    private static List<String> nameAndValue(List<String> typed) {
        int sign = typed.isEmpty() ? -1 : typed.get(0).indexOf('=');
        if (sign < 0) {
            return typed;
        }
        List<String> words = new ArrayList<>(typed);
        words.set(0, typed.get(0).substring(sign + 1));
        words.add(0, typed.get(0).substring(0, sign));
        return words;
    }

    private static String value(Parameter one) {
        if (one.isSecret()) {
            return one.value().isEmpty() ? "not given" : one.value();
        }
        return one.value() + (one.value().equals(one.defaultValue()) ? ""
            : "   (default: " + one.defaultValue() + ")");
    }

    private static void show(List<String> words, Desk desk, Talk talk) throws IOException {
        List<Parameter> all = desk.loaded().model().parameters();
        if (!words.isEmpty()) {
            Names.parameter(words.get(0), desk);
        } else if (all.isEmpty()) {
            talk.say("the recipe has no parameters");
        }
        int column = all.stream().mapToInt(one -> one.name().length()).max().orElse(0);
        for (Parameter one : all) {
            if (words.isEmpty() || words.get(0).equals(one.name())) {
                String gap = " ".repeat(words.isEmpty() ? column - one.name().length() : 0);
                talk.say(one.name() + gap + " = " + value(one)
                    + (one.about().isEmpty() ? "" : "   # " + one.about())
                    + (one.choices().isEmpty() ? "" : "; one of " + String.join(", ", one.choices())));
            }
        }
    }
}
