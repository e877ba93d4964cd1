package org.rootbuild.assist;

import java.util.ArrayList;
import java.util.List;
import org.rootbuild.assist.CommandLine.Piece;

/** What may stand behind a command. */
final class CommandCompletion {
    /** These may consist of several words, and are written as they are. */
    private static final String WORDS = "words";

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
        int program = call.programStart();
        if (program >= 0 && (begun ? count - 1 : count) > program) {
            Gathering files = new Gathering(word.text());
            paths.inRoot(word.text(), vocabulary.rootOf(call.place(program))).forEach(files::add);
            return new Offer(word.start(), files.found().stream().map(each -> quoted(each, word.quote())).toList());
        }
        ArgumentKind kind = call.command().kindOf(call.argumentsIn(begun ? count - 1 : count));
        Gathering gathering = new Gathering(word.text());
        if (word.quote().isEmpty()) {
            gathering.addAll(words(call, kind, begun ? count - 1 : count), WORDS);
        }
        add(gathering, kind, word.text());
        if (kind == ArgumentKind.VALUE && count > 0) {
            gathering.addAll(vocabulary.values(call.words().get(0).text()), "values");
        }
        List<Suggestion> found = gathering.found().stream().map(each -> quoted(each, word.quote())).toList();
        return new Offer(word.start(), found);
    }

    /** The command's own words that are not yet said. */
    private static List<Named> words(CommandLine call, ArgumentKind kind, int said) {
        return call.command().words().stream().filter(word -> kind == ArgumentKind.WORD
            || call.command().mayStandAnywhere(word))
            .filter(word -> call.words().stream().limit(said).noneMatch(each -> each.text().equals(word.name())))
            .toList();
    }

    /** Where Groovy begins that a command takes; less than 0 where it takes none here. */
    private static int codeStart(CommandLine call) {
        int arguments = 0;
        for (CommandLine.Piece word : call.words()) {
            boolean aside = call.command().isAside(word.text());
            boolean code = !aside && call.command().kindOf(arguments) == ArgumentKind.CODE;
            if (code || word.text().startsWith("{")) {
                return word.start();
            }
            arguments += aside ? 0 : 1;
        }
        return -1;
    }

    private void add(Gathering gathering, ArgumentKind kind, String word) {
        switch (kind) {
            case NODE -> gathering.addAll(vocabulary.nodes(), "passes");
            case PLACE -> places(word).forEach(gathering::add);
            case ROOT -> gathering.addAll(vocabulary.roots(), "roots");
            case ROOT_OR_NODE -> {
                gathering.addAll(vocabulary.roots(), "roots");
                gathering.addAll(vocabulary.nodes(), "passes");
            }
            case PARAMETER -> gathering.addAll(vocabulary.parameters(), "parameters");
            case FILE -> HostFiles.in(word).forEach(gathering::add);
            case ROOT_FILE -> paths.inRoot(word).forEach(gathering::add);
            case COMMAND -> vocabulary.commands().forEach(each -> gathering.add(new Suggestion(each.name(), each.name(),
                each.about(), true, "commands")));
            case CODE -> code.at("", "").suggestions().forEach(gathering::add);
            case VALUE, WORD, NONE -> { }
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
        boolean blanks = plain.text().indexOf(' ') >= 0 && !plain.group().equals(WORDS);
        if (quote.isEmpty() && !blanks) {
            return plain;
        }
        String sign = quote.isEmpty() ? "'" : quote;
        return new Suggestion(sign + plain.text() + (plain.complete() ? sign : ""), plain.shown(), plain.about(),
            plain.complete(), plain.group());
    }
}
