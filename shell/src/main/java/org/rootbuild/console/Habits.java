package org.rootbuild.console;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.rootbuild.draft.Trouble;
import org.rootbuild.problem.Suggestion;

/**
 * What people type who come from other shells and debuggers, and what they want here. Asked only when a line was no
 * command and no Groovy: whoever defines something of such a name has it.
 */
final class Habits {
    private static final List<Habit> ALL = List.of(
        new Habit("Type 'quit', or press Ctrl-D.", "q", "bye", "logout", "leave", "close", "end"),
        new Habit("Ctrl-L clears the screen.", "clear", "cls", "reset"),
        new Habit("The prompt says where the session stands; 'plan' shows all that is done and to do, 'inspect' what is"
            + " known of that pass.", "status", "where", "bt", "backtrace", "state", "pwd", "info", "st"),
        new Habit("'plan' lists what there is to do, 'show' the text of the recipe, 'help' the commands.", "list", "l",
            "ll", "nodes", "tree", "targets", "commands"),
        new Habit("'run' goes on, 'run until NODE' to a place.", "c", "r", "go", "resume", "start", "build", "all",
            "cont"),
        new Habit("'step' runs one step.", "s", "stepi", "stepin", "into"),
        new Habit("'next' runs to the end of the pass at which the session stands.", "n", "finish", "over", "out",
            "nexti", "f"),
        new Habit("'rollback NODE' takes back a node and all that was made with it, 'undo' a change of the recipe.",
            "up", "down", "back", "prev", "previous", "revert", "restart", "clean", "u"),
        new Habit("'break before NODE' sets a breakpoint, 'break' lists them, 'delete NUMBER' takes one away.", "b",
            "bp", "breakpoint", "breakpoints", "tbreak", "watch", "clearbreak", "disable"),
        new Habit("'run to NODE' goes forward, 'rollback NODE' back.", "goto", "jump", "until", "advance"),
        new Habit("Ctrl-C stops a step that runs, 'skip' passes over one, 'quit' leaves.", "stop", "abort", "kill",
            "cancel", "ignore"),
        new Habit("'enter' opens a shell in the root of a pass; 'enter -- COMMAND' runs one command there.", "ls", "cd",
            "cat", "bash", "shell", "!", "less", "more", "vi", "vim", "nano", "ps", "find", "chroot", "attach"),
        new Habit("'log' shows what steps wrote, 'log /TEXT/' searches it, 'log -f' shows it as they run.", "tail",
            "grep", "logs", "output", "follow"),
        new Habit("Type the expression itself: it is Groovy, and its value is shown.", "p", "print", "echo"),
        new Habit("'help' lists the commands, 'help COMMAND' explains one.", "h", "man", "usage", "?"),
        new Habit("'set' lists the parameters, 'set NAME VALUE' sets one.", "param", "params", "export", "config"),
        new Habit("One shell is for one recipe: leave it with 'quit' and type 'rootbuild shell RECIPE'.", "load",
            "open"),
        new Habit("Which changes by hand are kept is asked when you come back from 'enter'.", "keep", "touch"));

    private static final Pattern WORD = Pattern.compile("[\\p{L}][\\p{L}\\d_-]*|[?!]");

    private final Map<String, String> meant = new HashMap<>();
    private final List<String> commands;

    /** @param instead a sentence: what to type here */
    private record Habit(String instead, List<String> words) {
        Habit(String instead, String... words) {
            this(instead, List.of(words));
        }
    }

    /** @param commands the names of all commands */
    Habits(List<String> commands) {
        this.commands = List.copyOf(commands);
        ALL.forEach(habit -> habit.words().forEach(word -> meant.put(word, habit.instead())));
    }

    /**
     * One sentence in the place of the trouble, where the line was meant for a command.
     *
     * @param defined the names that Groovy knows
     */
    Optional<String> instead(String text, Trouble trouble, Set<String> defined) {
        String line = text.strip();
        String word = line.startsWith("!") ? "!" : Words.first(line);
        if (line.contains("\n") || trouble.interrupted() || defined.contains(word) || !isMissed(line, word, trouble)) {
            return Optional.empty();
        }
        String is = "'" + word + "' is no command";
        if (meant.containsKey(word)) {
            return Optional.of(is + ". " + meant.get(word));
        }
        Optional<String> near = Suggestion.nearest(word, commands);
        if (near.isPresent()) {
            return Optional.of(is + ". Did you mean '" + near.get() + "'?");
        }
        return line.equals(word) && trouble.hint().isEmpty()
            ? Optional.of(is + " and nothing that is defined. 'help' lists the commands.") : Optional.empty();
    }

    /** Groovy looks at the words behind the first one before it misses that. */
    private boolean isMissed(String line, String word, Trouble trouble) {
        if (!WORD.matcher(word).matches()) {
            return false;
        }
        String rest = line.substring(word.length()).strip();
        boolean isGroovy = !rest.isEmpty() && "=.({[".indexOf(rest.charAt(0)) >= 0;
        return !isGroovy && (meant.containsKey(word) || trouble.message().startsWith("there is no '"));
    }
}
