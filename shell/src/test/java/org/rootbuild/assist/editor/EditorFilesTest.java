package org.rootbuild.assist.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rootbuild.assist.editor.Gdsl.Contribution;
import org.rootbuild.assist.editor.Gdsl.Spot;
import org.rootbuild.language.PassSpec;
import org.rootbuild.language.RecipeScript;
import org.rootbuild.language.VerbRegistry;
import org.rootbuild.language.Word;
import org.rootbuild.verb.Option;
import tools.jackson.jr.ob.JSON;

class EditorFilesTest {
    private static VerbRegistry registry;
    private static String gdsl;
    private static Class<?> compiled;

    @BeforeAll
    static void readTheFiles() throws Exception {
        registry = VerbRegistry.load(EditorFilesTest.class.getClassLoader());
        try (InputStream file = EditorFilesTest.class.getResourceAsStream("/org/rootbuild/rootbuild.gdsl")) {
            gdsl = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
        compiled = Gdsl.compiled(gdsl);
    }

    @Test
    void theFilesSayWhatTheVerbsSay() throws Exception {
        for (Map.Entry<String, String> file : EditorFiles.all(registry).entrySet()) {
            // Not assertEquals: nobody reads two files of a thousand lines in a message.
            assertTrue(file.getValue().equals(Files.readString(Path.of("..").resolve(file.getKey()))), file.getKey()
                + " is not current; make it again: java -cp 'shell/target/lib/*' " + EditorFiles.class.getName()
                + " .");
        }
    }

    @Test
    void intellijGetsEveryWordWithItsParameters() {
        for (Word word : registry.words()) {
            if (word.doc().isEmpty()) {
                continue;
            }
            Contribution there = Gdsl.at(compiled, word.place() == RecipeScript.class
                ? new Spot("script", "", Set.of()) : new Spot("", word.place().getName(), Set.of()));
            if (word.property()) {
                assertEquals(word.method().getReturnType().getCanonicalName(), there.properties().get(word.name()));
            } else if (Modifier.isStatic(word.method().getModifiers()) || !word.options().isEmpty()) {
                assertTrue(there.methods().contains(wanted(word)), () -> "not contributed: " + wanted(word));
            }
        }
    }

    @Test
    void anArgumentThatIntellijIsNotToldOfIsNoticed() {
        Class<?> other = Gdsl.compiled(gdsl.replace("name: 'buildDir'", "name: 'buildDirs'"));
        Word word = registry.words().stream().filter(each -> each.name().equals("autotools")
            && !each.options().isEmpty()).findFirst().orElseThrow();
        Spot inPass = new Spot("", PassSpec.class.getName(), Set.of());
        assertTrue(Gdsl.at(compiled, inPass).methods().contains(wanted(word)));
        assertFalse(Gdsl.at(other, inPass).methods().contains(wanted(word)));
    }

    private static Gdsl.Method wanted(Word word) {
        List<Parameter> all = word.parameters();
        return new Gdsl.Method(word.name(), word.method().getReturnType().getCanonicalName(),
            all.subList(word.options().isEmpty() ? 0 : 1, all.size()).stream().map(each -> each.getType()
                .getCanonicalName()).toList(), word.options().stream().map(Option::name).collect(Collectors.toSet()));
    }

    @Test
    void intellijFindsTheClassesThatClosuresStandFor() {
        assertEquals(Set.of(RecipeScript.class.getName()),
            Gdsl.at(compiled, new Spot("script", "", Set.of())).delegates());
        assertTrue(Gdsl.at(compiled, new Spot("closure", "", Set.of("root", "pass"))).delegates()
            .contains(PassSpec.class.getName()));
        assertEquals(Set.of("org.rootbuild.verbs.AutotoolsSpec"),
            Gdsl.at(compiled, new Spot("closure", "", Set.of("autotools"))).delegates());
    }

    @Test
    void everyTypeInIntellijsFileIsThere() {
        Pattern.compile("type: '([^']+)'|findClass\\('([^']+)'|: '((?:java|groovy|org)\\.[\\w.\\[\\]]+)'").matcher(gdsl)
            .results().map(found -> found.group(1) != null ? found.group(1) : found.group(2) != null ? found.group(2)
                : found.group(3)).map(type -> type.replace("[]", "")).filter(type -> type.indexOf('.') > 0).distinct()
            .forEach(type -> assertTrue(exists(type), type));
    }

    private static boolean exists(String type) {
        try {
            Class.forName(type, false, EditorFilesTest.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException missing) {
            int dot = type.lastIndexOf('.');
            return Character.isUpperCase(type.charAt(type.lastIndexOf('.', dot - 1) + 1))
                && exists(type.substring(0, dot) + "$" + type.substring(dot + 1));
        }
    }

    @Test
    void theStandInRefusesWhatIntellijDoesNotKnow() {
        assertThrows(IllegalArgumentException.class, () -> Gdsl.at(Gdsl.compiled(
            "context(place: 'x')"), new Spot("", "", Set.of())));
        assertThrows(groovy.lang.MissingMethodException.class, () -> Gdsl.at(Gdsl.compiled(
            "contributes()"), new Spot("", "", Set.of())));
    }

    @Test
    void everyExpressionOfTheGrammarsIsOne() throws Exception {
        for (String file : List.of("vscode/rootbuild.tmLanguage.json", "vscode/rootbuild.injection.tmLanguage.json")) {
            int[] expressions = {0};
            visit(JSON.std.mapFrom(Files.readString(Path.of("..", "docs", "editors", file))), expressions);
            assertTrue(expressions[0] > 15, file);
        }
    }

    private static void visit(Object value, int[] expressions) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> {
                if (Set.of("match", "begin", "end").contains(key)) {
                    Pattern.compile(each.toString());
                    expressions[0]++;
                }
                visit(each, expressions);
            });
        } else if (value instanceof List<?> list) {
            list.forEach(each -> visit(each, expressions));
        }
    }

    @Test
    void theExtensionForVsCodeNamesFilesThatAreThere() throws Exception {
        Path folder = Path.of("..", "docs", "editors", "vscode");
        String manifest = Files.readString(folder.resolve("package.json"));
        List<String> named = Arrays.stream(manifest.split("\"")).filter(each -> each.startsWith("./")).toList();
        assertTrue(named.size() >= 3, manifest);
        named.forEach(file -> assertTrue(Files.exists(folder.resolve(file)), file));
    }
}
