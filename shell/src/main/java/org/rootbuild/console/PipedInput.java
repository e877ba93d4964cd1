package org.rootbuild.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Optional;

/** Commands from a file or a pipe: no prompt is shown, and nobody answers questions. */
final class PipedInput implements Input {
    private final BufferedReader reader;
    private final Language language;

    PipedInput(InputStream in, Language language) {
        this.reader = new BufferedReader(new InputStreamReader(in, Charset.defaultCharset()));
        this.language = language;
    }

    @Override
    public Optional<String> next(Prompt prompt) throws IOException {
        String line = reader.readLine();
        if (line == null) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder(line);
        while (line != null && !language.isWhole(text.toString())) {
            line = reader.readLine();
            if (line != null) {
                text.append('\n').append(line);
            }
        }
        return Optional.of(text.toString());
    }

    @Override
    public String answer(String question) {
        return "";
    }

    @Override
    public void close() {
        // The stream is not ours.
    }
}
