package org.rootbuild.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import org.rootbuild.enter.Person;

/** A person at the command line. */
record AskedPerson(Caller caller) implements Person {
    @Override
    public void tell(List<String> lines) {
        lines.forEach(line -> caller.screen().line(caller.screen().look().clean(line)));
    }

    /** The end of the input answers nothing. */
    @Override
    public Optional<String> choose(String question, List<String> choices) throws IOException {
        if (!caller.canAnswer()) {
            return Optional.empty();
        }
        // One reader for one question: nobody else has read from there, and a terminal answers line by line.
        BufferedReader reader = new BufferedReader(new InputStreamReader(caller.in(), Charset.defaultCharset()));
        while (true) {
            caller.screen().prompt(question + " " + String.join(", ", choices) + "? ");
            String line = reader.readLine();
            if (line == null) {
                caller.screen().line("");
                return Optional.empty();
            }
            String typed = line.strip();
            List<String> meant = choices.stream().filter(choice -> choice.equals(typed)
                || !typed.isEmpty() && choice.startsWith(typed)).toList();
            if (choices.contains(typed) || meant.size() == 1) {
                return Optional.of(choices.contains(typed) ? typed : meant.get(0));
            } else if (!typed.isEmpty()) {
                caller.screen().text("'" + typed + "' is no answer.");
            }
        }
    }
}
