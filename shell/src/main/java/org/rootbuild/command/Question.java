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
        RETRY("retry"), HERE("here"), PASS("pass"), SKIP("skip"), RELOAD("reload"), STOP("stop");

        private final String word;

        Answer(String word) {
            this.word = word;
        }
    }

    private static final String SHORT = "retry, here, pass, skip, reload or stop? ";
    private static final String TEXT = """
        What now?
          retry   run the step again from its checkpoint
          here    run it again on what it left, with what you mended by hand; marks the layer as touched
          pass    run the whole pass again
          skip    go on without it
          reload  read the recipe again (after editing it), then go on
          stop    end here; what is finished stays
        """ + SHORT;
    private static final List<String> WORDS = Arrays.stream(Answer.values()).map(answer -> answer.word).toList();

    private final Caller caller;
    /** Lines that were typed; an empty value for the end of the input or an interruption. */
    private final LinkedBlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
    private final Semaphore wanted = new Semaphore(0);
    private boolean reading;

    Question(Caller caller) {
        this.caller = caller;
    }

    /** Asks until it is answered; the end of the input is {@link Answer#STOP}. */
    Answer ask() throws InterruptedException {
        startReading();
        String text = TEXT;
        while (true) {
            caller.screen().prompt(text);
            wanted.release();
            Optional<String> line = lines.take();
            if (line.isEmpty()) {
                caller.screen().line("");
                return Answer.STOP;
            }
            String word = line.get().strip();
            Optional<Answer> answer = answer(word);
            if (answer.isPresent()) {
                return answer.get();
            }
            text = (word.isEmpty() ? "" : "'" + caller.screen().look().clean(word) + "' is no answer."
                + Suggestion.sentence(word, WORDS) + "\n") + SHORT;
        }
    }

    /** A word, or as much of its beginning as tells it from the others; case does not matter. */
    private static Optional<Answer> answer(String word) {
        String lower = word.toLowerCase(java.util.Locale.ROOT);
        Optional<Answer> found = Optional.empty();
        for (Answer answer : Answer.values()) {
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
