package org.rootbuild.assist.editor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.rootbuild.language.VerbRegistry;

/** Writes the files for editors again, after verbs have changed. */
public final class EditorFiles {
    private EditorFiles() {
    }

    /** {@code arguments[0]} is the folder of the sources. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        VerbRegistry registry = VerbRegistry.load(EditorFiles.class.getClassLoader());
        for (Map.Entry<String, String> file : all(registry).entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    /** The files by their paths in the folder of the sources. */
    static Map<String, String> all(VerbRegistry registry) {
        GrammarFile grammar = new GrammarFile(registry);
        Map<String, String> files = new LinkedHashMap<>();
        files.put("shell/src/main/resources/org/rootbuild/rootbuild.gdsl", new GdslFile(registry).text());
        files.put("docs/editors/vscode/rootbuild.tmLanguage.json", grammar.language());
        files.put("docs/editors/vscode/rootbuild.injection.tmLanguage.json", grammar.addition());
        files.put("docs/editors/vscode/words.json", new WordsFile(registry).text());
        return files;
    }
}
