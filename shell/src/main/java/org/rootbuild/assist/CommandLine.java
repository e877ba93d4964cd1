package org.rootbuild.assist;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A line that calls a command of the console, up to some place in it.
 *
 * @param command what is called
 * @param words   what stands behind it
 */
record CommandLine(CommandWord command, List<Piece> words) {
    CommandLine {
        words = List.copyOf(words);
    }

    /**
     * A word of the line.
     *
     * @param start index of its first character, that of its quote where it has one
     * @param text  without quotes
     * @param quote the quote that it begins with; empty where it has none
     * @param open  whether that quote is not closed
     */
    record Piece(int start, int end, String text, String quote, boolean open) {
    }

    /**
     * The text as a command line; empty where it is Groovy. A command's name is Groovy's when what follows makes it a
     * call, a member, an index or an assignment: {@code plan.nodes()}, {@code step = 1}.
     */
    static Optional<CommandLine> of(String text, Function<String, Optional<CommandWord>> commands) {
        int begin = 0;
        while (begin < text.length() && Character.isWhitespace(text.charAt(begin))) {
            begin++;
        }
        int end = begin;
        while (end < text.length() && isNamePart(text.charAt(end))) {
            end++;
        }
        int next = end;
        while (next < text.length() && (text.charAt(next) == ' ' || text.charAt(next) == '\t')) {
            next++;
        }
        boolean groovy = next < text.length() && ".=({[".indexOf(text.charAt(next)) >= 0;
        boolean ends = end < text.length() && !Character.isWhitespace(text.charAt(end));
        // A folder or file behind a command may begin with a dot: save ./x
        boolean file = next > end && (text.startsWith("./", next) || text.startsWith("../", next));
        if (end == begin || groovy && !file || ends) {
            return Optional.empty();
        }
        int behind = end;
        return commands.apply(text.substring(begin, end)).map(command -> new CommandLine(command,
            split(text, behind)));
    }

    static boolean isNamePart(char sign) {
        return Character.isLetterOrDigit(sign) || sign == '-' || sign == '_';
    }

    private static List<Piece> split(String text, int from) {
        List<Piece> words = new ArrayList<>();
        int at = from;
        while (at < text.length()) {
            char here = text.charAt(at);
            if (Character.isWhitespace(here)) {
                at++;
                continue;
            }
            boolean quoted = here == '\'' || here == '"';
            int end = quoted ? text.indexOf(here, at + 1) : blank(text, at);
            boolean open = end < 0;
            end = open ? text.length() : end;
            words.add(new Piece(at, quoted && !open ? end + 1 : end, text.substring(quoted ? at + 1 : at, end),
                quoted ? String.valueOf(here) : "", quoted && open));
            at = quoted && !open ? end + 1 : end;
        }
        return words;
    }

    private static int blank(String text, int from) {
        int end = from;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** The word that is being written at the end of the text; empty where the text ends with a blank. */
    Optional<Piece> last(int length) {
        return words.isEmpty() ? Optional.empty() : Optional.of(words.get(words.size() - 1))
            .filter(word -> word.end() == length && (word.quote().isEmpty() || word.open()));
    }

    /** The index of the word behind which a program of a root stands; less than 0 where none does. */
    int programStart() {
        for (int i = 0; command.takesProgram() && i < words.size(); i++) {
            if (words.get(i).text().equals(CommandWord.PROGRAM)) {
                return i;
            }
        }
        return -1;
    }

    /** The first argument among so many words; empty where there is none. */
    String place(int words) {
        return this.words.stream().limit(words).map(Piece::text).filter(text -> !command.isAside(text)).findFirst()
            .orElse("");
    }

    /** How many of the first words are arguments, those not counted that may stand anywhere. */
    int argumentsIn(int words) {
        return (int) this.words.stream().limit(words).filter(word -> !command.isAside(word.text())).count();
    }
}
