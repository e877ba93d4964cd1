package org.rootbuild.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.rootbuild.problem.Suggestion;

/**
 * Asks a person what to do about a failed step. Lines are read on a thread of their own, since a read from a terminal
 * cannot be interrupted, and Ctrl-C must end the question.
 */
final class Question {
    /** What a person may answer. */
    enum Answer {
        RETRY("retry", "run the step again from its checkpoint"),
        HERE("here", "run it again on what it left and you mended; marks its layer"),
        PASS("pass", "run the whole pass again"),
        ENTER("enter", "a shell inside the root, as the step finds it"),
        EDIT("edit", "mend the recipe in your editor, read it again, then go on"),
        RELOAD("reload", "read the recipe again (you edited it), then go on"),
        SKIP("skip", "go on without it"),
        ROLLBACK("rollback", "with the name of a pass: take back all from there, then go on"),
        SHELL("shell", "work by hand in the shell of rootbuild, then come back"),
        STOP("stop", "end here; what is finished stays");

        private final String word;
        private final String about;

        Answer(String word, String about) {
            this.word = word;
            this.about = about;
        }
    }

    /**
     * What a person answered.
     *
     * @param argument the words behind it; may be empty
     */
    record Reply(Answer answer, String argument) {
    }

    private static final List<String> HELP = List.of("?", "help", "h");
    private static final int COLUMN = 10;

    private final Caller caller;
    private final List<Answer> offered;
    /** Lines that were typed; an empty value for the end of the input or an interruption. */
    private final LinkedBlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
    private final Semaphore wanted = new Semaphore(0);
    private boolean reading;

    Question(Caller caller) {
        this.caller = caller;
        this.offered = Arrays.stream(Answer.values())
            .filter(answer -> answer != Answer.ENTER || caller.shell().knows(Answer.ENTER.word)).toList();
    }

    private List<String> words() {
        return offered.stream().map(answer -> answer.word).toList();
    }

    private String brief() {
        List<String> words = words();
        return String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.get(words.size() - 1) + "? ";
    }

    private String whole() {
        StringBuilder text = new StringBuilder("What now?\n");
        offered.forEach(answer -> text.append("  ").append(answer.word).append(" ".repeat(COLUMN - answer.word.length()))
            .append(answer.about).append('\n'));
        return text + brief();
    }

    /**
     * Asks until it is answered; the end of the input is {@link Answer#STOP}.
     *
     * @param isFirst whether the answers are explained; a question mark does it later
     */
    Reply ask(boolean isFirst) throws InterruptedException {
        startReading();
        String text = isFirst ? whole() : brief();
        while (true) {
            caller.screen().prompt(text);
            wanted.release();
            Optional<String> line = lines.take();
            if (line.isEmpty()) {
                caller.screen().line("");
                return new Reply(Answer.STOP, "");
            }
            String typed = line.get().strip();
            int end = typed.indexOf(' ') < 0 ? typed.length() : typed.indexOf(' ');
            String word = typed.substring(0, end);
            Optional<Answer> answer = answer(word);
            if (answer.isPresent()) {
                return new Reply(answer.get(), typed.substring(end).strip());
            }
            text = HELP.contains(word) ? whole()
                : (word.isEmpty() ? "" : "'" + caller.screen().look().clean(word) + "' is no answer."
                + Suggestion.sentence(word, words()) + " '?' explains them.\n") + brief();
        }
    }

    /** One line that answers something else; empty at the end of the input. */
    String line(String question) throws InterruptedException {
        startReading();
        caller.screen().prompt(question);
        wanted.release();
        return lines.take().orElse("");
    }

    /** A word, or as much of its beginning as tells it from the others; case does not matter. */
    private Optional<Answer> answer(String word) {
        String lower = word.toLowerCase(java.util.Locale.ROOT);
        Optional<Answer> found = Optional.empty();
        for (Answer answer : offered) {
            if (answer.word.equals(lower)) {
                return Optional.of(answer);
            } else if (!lower.isEmpty() && answer.word.startsWith(lower)) {
                if (found.isPresent()) {
                    return Optional.empty();
                }
                found = Optional.of(answer);
            }
        }
        return found;
    }

    /** Ends the question that is being asked, or the next one, as if the input had ended. */
    void cancel() {
        lines.add(Optional.empty());
    }

    private synchronized void startReading() {
        if (!reading) {
            reading = true;
            Thread thread = new Thread(this::read, "answers");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void read() {
        try {
            BufferedReader reader = new BufferedReader(new InputStreamReader(caller.in(), Charset.defaultCharset()));
            while (true) {
                wanted.acquire();
                Optional<String> line = Optional.ofNullable(reader.readLine());
                lines.add(line);
            }
        } catch (IOException closed) {
            // As good as the end of the input.
            lines.add(Optional.empty());
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }
}
