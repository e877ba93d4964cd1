package org.rootbuild.assist;

import java.util.ArrayList;
import java.util.List;
import org.rootbuild.assist.CommandLine.Piece;

/** What may stand behind a command. */
final class CommandCompletion {
    private final Vocabulary vocabulary;
    private final CodeCompletion code;
    private final Paths paths;

    CommandCompletion(Vocabulary vocabulary, CodeCompletion code) {
        this.vocabulary = vocabulary;
        this.code = code;
        this.paths = new Paths(vocabulary);
    }

    Offer at(CommandLine call, String line, String behind) {
        int code = codeStart(call);
        if (code >= 0) {
            return this.code.at(line.substring(code), behind).moved(code);
        }
        int count = call.words().size();
        Piece word = call.last(line.length()).orElse(new Piece(line.length(), line.length(), "", "", false));
        boolean begun = word.end() > word.start();
        ArgumentKind kind = call.command().argument(call.argumentsIn(begun ? count - 1 : count));
        Gathering gathering = new Gathering(word.text());
        if (word.quote().isEmpty()) {
            gathering.addAll(call.command().words().stream().filter(each -> call.words().stream()
                .limit(begun ? count - 1 : count).noneMatch(said -> said.text().equals(each.name()))).toList(), "words");
        }
        add(gathering, kind, word.text());
        List<Suggestion> found = gathering.found().stream().map(each -> quoted(each, word.quote())).toList();
        return new Offer(word.start(), found);
    }

    /** Where Groovy begins that a command takes; less than 0 where it takes none here. */
    private static int codeStart(CommandLine call) {
        for (int i = 0; i < call.words().size(); i++) {
            boolean known = call.argumentsIn(i + 1) > call.argumentsIn(i);
            if (known && call.command().argument(call.argumentsIn(i)) == ArgumentKind.CODE) {
                return call.words().get(i).start();
            }
        }
        return -1;
    }

    private void add(Gathering gathering, ArgumentKind kind, String word) {
        switch (kind) {
            case NODE -> gathering.addAll(vocabulary.nodes(), "passes");
            case PLACE -> places(word).forEach(gathering::add);
            case ROOT -> gathering.addAll(vocabulary.roots(), "roots");
            case PARAMETER -> gathering.addAll(vocabulary.parameters(), "parameters");
            case FILE -> HostFiles.in(word).forEach(gathering::add);
            case ROOT_FILE -> paths.inRoot(word).forEach(gathering::add);
            case COMMAND -> vocabulary.commands().forEach(each -> gathering.add(new Suggestion(each.name(), each.name(),
                each.about(), true, "commands")));
            case CODE -> code.at("", "").suggestions().forEach(gathering::add);
            case NONE -> { }
        }
    }

    /** Nodes; and the steps of one once its name is written. */
    private List<Suggestion> places(String word) {
        List<Suggestion> found = new ArrayList<>();
        for (Named node : vocabulary.nodes()) {
            found.add(new Suggestion(node.name(), node.name(), node.about(), true, "passes"));
            if (word.startsWith(node.name())) {
                for (Named step : vocabulary.steps(node.name())) {
                    String place = node.name() + "/" + step.name();
                    found.add(new Suggestion(place, place, step.about(), true, "steps"));
                }
            }
        }
        return found;
    }

    /** A name with blanks in it is one word only between quotes. */
    private static Suggestion quoted(Suggestion plain, String quote) {
        boolean blanks = plain.text().indexOf(' ') >= 0;
        if (quote.isEmpty() && !blanks) {
            return plain;
        }
        String sign = quote.isEmpty() ? "'" : quote;
        return new Suggestion(sign + plain.text() + (plain.complete() ? sign : ""), plain.shown(), plain.about(),
            plain.complete(), plain.group());
    }
}
