package org.rootbuild.draft;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.rootbuild.language.PassSpec;
import org.rootbuild.language.RecipeScript;
import org.rootbuild.language.RootSpec;
import org.rootbuild.language.VerbRegistry;
import org.rootbuild.language.Word;
import org.rootbuild.verb.Verb;

/** Which words of the language say something at which place of a recipe. */
public final class RecipeWords {
    static final String RECIPE = "recipe";
    static final String INCLUDE = "include";
    static final String PARAM = "param";
    static final String ROOT = "root";
    static final String ARTIFACT = "artifact";
    static final String PASS = "pass";

    /** Words that only answer something: alone they say nothing. */
    private static final Set<String> ANSWERING = Set.of("cpus", "host");

    private final Supplier<VerbRegistry> registry;
    private boolean read;
    private final Set<String> atTop = new HashSet<>(Set.of(RECIPE, INCLUDE, PARAM, ROOT, ARTIFACT));
    private final Set<String> sources = new HashSet<>();
    private final Set<String> checks = new HashSet<>();
    private final Set<String> inRoot = new HashSet<>();
    private final Set<String> inPass = new HashSet<>();

    /** @param registry asked when the first word is */
    public RecipeWords(Supplier<VerbRegistry> registry) {
        this.registry = registry;
    }

    private synchronized RecipeWords read() {
        if (!read) {
            read = true;
            readAll(registry.get());
        }
        return this;
    }

    private void readAll(VerbRegistry verbs) {
        for (Word word : verbs.words()) {
            if (word.property()) {
                continue;
            } else if (word.place() == RootSpec.class) {
                inRoot.add(word.name());
            } else if (word.place() == PassSpec.class) {
                inPass.add(word.name());
            } else if (word.place() == RecipeScript.class && !ANSWERING.contains(word.name())) {
                Class<?> verb = word.method().getDeclaringClass();
                if (Verb.OnCheck.class.isAssignableFrom(verb)) {
                    checks.add(word.name());
                } else if (Verb.OnSource.class.isAssignableFrom(verb)) {
                    sources.add(word.name());
                } else if (word.method().getReturnType() == void.class) {
                    // What answers nothing declares something, such as roots and artifacts at once.
                    atTop.add(word.name());
                }
            }
        }
        atTop.addAll(sources);
        atTop.addAll(checks);
    }

    boolean isAtTop(String word) {
        return read().atTop.contains(word);
    }

    boolean isSource(String word) {
        return read().sources.contains(word);
    }

    boolean isCheck(String word) {
        return read().checks.contains(word);
    }

    boolean isInRoot(String word) {
        return read().inRoot.contains(word);
    }

    boolean isInPass(String word) {
        return read().inPass.contains(word);
    }

    boolean isKnown(String word) {
        return isAtTop(word) || isInRoot(word) || isInPass(word);
    }

    /** All of them, for suggestions. */
    List<String> all() {
        Set<String> all = new HashSet<>(read().atTop);
        all.addAll(inRoot);
        all.addAll(inPass);
        return List.copyOf(all);
    }
}
