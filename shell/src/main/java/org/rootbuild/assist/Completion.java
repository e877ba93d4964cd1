package org.rootbuild.assist;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Says what may stand at the cursor: commands and what they take, words of the language with their arguments, members
 * of values, names of what is there. It never fails, whatever the text is; at worst it has nothing to say. The first
 * answer may take long, since classes are looked into; {@link Lexicon#prepare} takes the most of it.
 */
public final class Completion {
    /** Nobody types so much; what is longer was pasted, and only its end is looked at. */
    private static final int LONGEST_CHARACTERS = 200_000;

    private final Vocabulary vocabulary;
    private final CommandCompletion commands;
    private final CodeCompletion code;
    private final Entries entries;

    public Completion(Vocabulary vocabulary, Lexicon lexicon) {
        this.vocabulary = Objects.requireNonNull(vocabulary);
        this.code = new CodeCompletion(vocabulary, lexicon);
        this.commands = new CommandCompletion(vocabulary, code);
        this.entries = new Entries(line -> CommandLine.of(line, this::command).isPresent());
    }

    /**
     * What may stand there instead of the word before the cursor, best first.
     *
     * @param cursor index in the buffer; one outside of it is taken for its end
     */
    public List<Suggestion> at(String buffer, int cursor) {
        return offer(buffer, cursor).suggestions();
    }

    /** Where the word begins that a suggestion replaces, up to the cursor. */
    public int start(String buffer, int cursor) {
        return offer(buffer, cursor).start();
    }

    Offer offer(String buffer, int cursor) {
        int end = cursor < 0 || cursor > buffer.length() ? buffer.length() : cursor;
        int from = Math.max(0, end - LONGEST_CHARACTERS);
        String before = buffer.substring(from, end);
        String behind = buffer.substring(end, Math.min(buffer.length(), end + 3));
        int entry = before.indexOf('\n') < 0 ? 0 : Math.min(before.length(), entries.lastStart(before));
        String line = before.substring(entry);
        Optional<CommandLine> call = CommandLine.of(line, this::command);
        Optional<CommandLine.Piece> first = firstWord(line);
        if (first.isPresent()) {
            return firstWord(before, behind, entry, first.get()).moved(from);
        }
        if (call.isPresent()) {
            return commands.at(call.get(), line, behind).moved(from + entry);
        }
        return code.at(before, behind).moved(from);
    }

    private Optional<CommandWord> command(String name) {
        return vocabulary.commands().stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** The word, when the line consists of nothing else so far. */
    private static Optional<CommandLine.Piece> firstWord(String line) {
        int begin = 0;
        while (begin < line.length() && Character.isWhitespace(line.charAt(begin))) {
            begin++;
        }
        for (int i = begin; i < line.length(); i++) {
            if (!CommandLine.isNamePart(line.charAt(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(new CommandLine.Piece(begin, line.length(), line.substring(begin), "", false));
    }

    /** Either a command or Groovy: commands come first, as they do when the line is carried out. */
    private Offer firstWord(String before, String behind, int entry, CommandLine.Piece word) {
        Gathering gathering = new Gathering(word.text());
        vocabulary.commands().forEach(command -> gathering.add(new Suggestion(command.name(), command.name(),
            command.about(), true, "commands")));
        List<Suggestion> found = new ArrayList<>(gathering.found());
        Offer other = code.at(before, behind);
        if (other.start() == entry + word.start()) {
            other.suggestions().stream().filter(each -> found.stream().noneMatch(known -> known.text()
                .equals(each.text()))).forEach(found::add);
        }
        return new Offer(entry + word.start(), found);
    }
}
