package org.rootbuild.machine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a guest printed: every byte goes to the log, every line to a listener, and the text that nobody has waited for
 * yet stays here, up to 262144 characters. One thread feeds it with {@link #drain}, others search it.
 */
final class Console {
    private static final Pattern PANIC = Pattern.compile("Kernel panic - not syncing.*");
    private static final int MOST_UNSEEN = 1 << 18;
    private static final int LONGEST_LINE = 4096;
    private static final int KEPT_LINES = 15;

    private final OutputStream log;
    private final Consumer<String> lineListener;
    private final PlainText plain = new PlainText();
    private final StringBuilder unseen = new StringBuilder();
    private final StringBuilder openLine = new StringBuilder();
    private final Deque<String> lastLines = new ArrayDeque<>();
    private Optional<String> panic = Optional.empty();
    private Optional<IOException> logProblem = Optional.empty();
    private boolean ended;
    private long changes;

    Console(OutputStream log, Consumer<String> lineListener) {
        this.log = log;
        this.lineListener = lineListener;
    }

    /** Reads until the guest's end. */
    void drain(InputStream serial) {
        byte[] bytes = new byte[8192];
        try {
            for (int count = serial.read(bytes); count >= 0; count = serial.read(bytes)) {
                keep(bytes, count);
                take(plain.take(bytes, count));
            }
        } catch (IOException closed) {
            // The same as its end: QEMU was ended from outside.
        } finally {
            end();
        }
    }

    /** The first match in the text not yet seen; it and all before it then count as seen. */
    synchronized Optional<MatchResult> find(Pattern pattern) {
        Matcher matcher = pattern.matcher(unseen.toString());
        if (!matcher.find()) {
            return Optional.empty();
        }
        unseen.delete(0, matcher.end());
        return Optional.of(matcher.toMatchResult());
    }

    /** Waits until there is more to see than at {@code since}, the end has come or the time is over. */
    synchronized void awaitChange(long since, long millis) throws InterruptedException {
        long deadline = System.nanoTime() + millis * 1_000_000;
        long left = millis;
        while (changes == since && !ended && left > 0) {
            wait(left);
            left = (deadline - System.nanoTime()) / 1_000_000;
        }
    }

    synchronized long changes() {
        return changes;
    }

    synchronized boolean ended() {
        return ended;
    }

    /** The line in which a Linux guest said that it gave up. */
    synchronized Optional<String> panic() {
        return panic;
    }

    /** Why the log is not complete. */
    synchronized Optional<IOException> logProblem() {
        return logProblem;
    }

    /** At most 15, oldest first, with the line that is still open. */
    synchronized List<String> lastLines() {
        List<String> lines = new ArrayList<>(lastLines);
        if (openLine.length() > 0) {
            lines.add(openLine.toString());
        }
        return lines.subList(Math.max(0, lines.size() - KEPT_LINES), lines.size());
    }

    private void keep(byte[] bytes, int count) {
        try {
            log.write(bytes, 0, count);
        } catch (IOException notWritten) {
            synchronized (this) {
                logProblem = Optional.of(notWritten);
            }
        }
    }

    private void take(String text) {
        List<String> finished = new ArrayList<>();
        synchronized (this) {
            unseen.append(text);
            unseen.delete(0, Math.max(0, unseen.length() - MOST_UNSEEN));
            text.chars().forEach(c -> takeIntoLine((char) c, finished));
            changes++;
            notifyAll();
        }
        finished.forEach(lineListener);
    }

    private void takeIntoLine(char c, List<String> finished) {
        if (c != '\n') {
            openLine.append(c);
        }
        if (c == '\n' || openLine.length() >= LONGEST_LINE) {
            finished.add(finishLine());
        }
    }

    private String finishLine() {
        String line = openLine.toString();
        openLine.setLength(0);
        if (lastLines.size() == KEPT_LINES) {
            lastLines.removeFirst();
        }
        lastLines.addLast(line);
        Matcher gaveUp = PANIC.matcher(line);
        if (panic.isEmpty() && gaveUp.find()) {
            panic = Optional.of(gaveUp.group());
        }
        return line;
    }

    private void end() {
        String rest;
        synchronized (this) {
            rest = openLine.length() > 0 ? finishLine() : "";
            ended = true;
            notifyAll();
        }
        if (!rest.isEmpty()) {
            lineListener.accept(rest);
        }
    }
}
