package org.rootbuild.language;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;

/** Compiled scripts as the cache keeps them. */
final class CachedClasses {
    private CachedClasses() {
    }

    static Fields fields(List<CompiledScript> scripts) {
        List<Value> items = new ArrayList<>();
        for (CompiledScript script : scripts) {
            items.add(new Value.Group(Fields.builder().text("file", script.source().file())
                .text("sha256", script.source().sha256()).text("class", script.className())
                .texts("deferred", script.deferred()).group("functions", texts(script.functions()))
                .group("classes", bytes(script.classes())).build()));
        }
        return Fields.builder().put("scripts", new Value.ListOf(items)).build();
    }

    /** The compiled scripts, if every one of them still has the text that it was compiled from. */
    static Optional<List<CompiledScript>> decoded(Fields fields, ScriptFile main) {
        try {
            List<CompiledScript> scripts = new ArrayList<>();
            for (Value item : fields.list("scripts")) {
                Fields script = ((Value.Group) item).fields();
                ScriptFile source = scripts.isEmpty() ? main : read(main, script.text("file"));
                if (!source.sha256().equals(script.text("sha256"))) {
                    return Optional.empty();
                }
                scripts.add(new CompiledScript(source, script.text("class"), bytes(script.group("classes")),
                    script.texts("deferred"), texts(script.group("functions"))));
            }
            return scripts.isEmpty() ? Optional.empty() : Optional.of(scripts);
        } catch (RecipeErrors | NoSuchElementException | ClassCastException | IllegalArgumentException other) {
            return Optional.empty();
        }
    }

    private static ScriptFile read(ScriptFile main, String file) throws RecipeErrors {
        Path folder = main.path().toAbsolutePath().getParent();
        return ScriptFile.read(folder.resolve(file), file);
    }

    private static Fields texts(Map<String, String> texts) {
        Fields.Builder fields = Fields.builder();
        new TreeMap<>(texts).forEach(fields::text);
        return fields.build();
    }

    private static Map<String, String> texts(Fields fields) {
        Map<String, String> texts = new LinkedHashMap<>();
        fields.labels().forEach(label -> texts.put(label, fields.text(label)));
        return texts;
    }

    private static Fields bytes(Map<String, byte[]> classes) {
        Fields.Builder fields = Fields.builder();
        new TreeMap<>(classes).forEach((name, bytes) ->
            fields.put(name, new Value.Bytes(Base64.getEncoder().encodeToString(bytes))));
        return fields.build();
    }

    private static Map<String, byte[]> bytes(Fields fields) {
        Map<String, byte[]> classes = new LinkedHashMap<>();
        fields.labels().forEach(label -> classes.put(label,
            Base64.getDecoder().decode(((Value.Bytes) fields.get(label)).base64())));
        return classes;
    }
}
