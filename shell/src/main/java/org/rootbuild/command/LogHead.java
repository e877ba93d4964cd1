package org.rootbuild.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a step's log says of the programs themselves. {@code docs/formats.md}, "Log of a step", gives its form.
 *
 * @param surroundings the environment, one variable a line, and what else holds for all programs of the step
 * @param commands     as they were run, each with {@code $} in front and {@code >} before its further lines
 */
public record LogHead(List<String> surroundings, List<String> commands) {
    private static final String SURROUNDING = "# ";
    private static final String COMMAND = "$ ";
    private static final String FURTHER = "> ";
    /** More lines of commands are not shown; the log has them. */
    private static final int MOST_LINES = 60;

    /** Of that log; nothing where there is none. */
    public static LogHead read(Path log) throws IOException {
        LogHead head = new LogHead(new ArrayList<>(), new ArrayList<>());
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(Files.newInputStream(log), StandardCharsets.UTF_8))) {
            String line = reader.readLine();
            while (line != null && line.startsWith(SURROUNDING)) {
                head.surroundings.add(line.substring(SURROUNDING.length()));
                line = reader.readLine();
            }
            boolean inCommand = false;
            while (line != null && !head.surroundings.isEmpty() && head.commands.size() < MOST_LINES) {
                inCommand = line.startsWith(COMMAND) || inCommand && line.startsWith(FURTHER);
                if (inCommand) {
                    head.commands.add(line);
                }
                line = reader.readLine();
            }
        } catch (NoSuchFileException wroteNothing) {
            return head;
        }
        return head;
    }
}
