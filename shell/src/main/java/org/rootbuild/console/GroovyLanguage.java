package org.rootbuild.console;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.desk.Condition;
import org.rootbuild.desk.Desk;
import org.rootbuild.draft.Change;
import org.rootbuild.draft.Evaluator;
import org.rootbuild.draft.Exploration;
import org.rootbuild.draft.Given;
import org.rootbuild.draft.Trouble;
import org.rootbuild.model.Node;
import org.rootbuild.model.Parameter;
import org.rootbuild.model.Recipe;
import org.rootbuild.model.Root;
import org.rootbuild.plan.Plan;
import org.rootbuild.problem.Failure;
import org.rootbuild.session.Session;
import org.rootbuild.session.State;
import org.rootbuild.store.Store;

/** Groovy over one desk, and the words of recipes. */
final class GroovyLanguage implements Language {
    /** What the maps hold that are at hand, for completion. */
    private record Shapes(Map<String, Node.Pass> passes, Map<String, Root> roots, Map<String, String> parameters,
                          Map<String, State> states) {
    }

    private final Drafting drafting = new Drafting();
    private final Evaluator evaluator;

    /** @param out where inputs print */
    GroovyLanguage(Desk desk, PrintStream out) {
        this.evaluator = new Evaluator(GroovyLanguage.class.getClassLoader(), given(desk, out));
    }

    private static Map<String, Given> given(Desk desk, PrintStream out) {
        Map<String, Given> given = new LinkedHashMap<>();
        given.put("session", of(Session.class, "the live session", desk::session));
        given.put("plan", of(Plan.class, "what is made, in its order", desk::plan));
        given.put("recipe", of(Recipe.class, "what the recipe says", () -> desk.plan().recipe()));
        given.put("passes", of(Map.class, "the passes by their names", () -> passes(desk.plan().recipe())));
        given.put("roots", of(Map.class, "the roots by their names", () -> roots(desk.plan().recipe())));
        given.put("parameters", of(Map.class, "the parameters' values by their names",
            () -> parameters(desk.plan().recipe())));
        given.put("states", of(Map.class, "the states of all nodes by their names", () -> desk.session().states()));
        given.put("store", of(Store.class, "where files are kept between runs", desk::store));
        given.put("out", of(PrintStream.class, "where println prints", () -> out));
        return given;
    }

    private static Given of(Class<?> type, String about, java.util.function.Supplier<?> value) {
        return new Given(type, about, () -> Optional.of(value.get()));
    }

    private static Map<String, Node.Pass> passes(Recipe recipe) {
        Map<String, Node.Pass> passes = new LinkedHashMap<>();
        recipe.nodes().forEach(node -> {
            if (node instanceof Node.Pass pass) {
                passes.put(pass.name(), pass);
            }
        });
        return passes;
    }

    private static Map<String, Root> roots(Recipe recipe) {
        Map<String, Root> roots = new LinkedHashMap<>();
        recipe.roots().forEach(root -> roots.put(root.name(), root));
        return roots;
    }

    private static Map<String, String> parameters(Recipe recipe) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (Parameter parameter : recipe.parameters()) {
            parameters.put(parameter.name(), parameter.value());
        }
        return parameters;
    }

    /** The recipe as the text that its words change. */
    Drafting drafting() {
        return drafting;
    }

    @Override
    public Optional<Trouble> evaluate(String text, Desk desk, Talk talk) throws IOException, InterruptedException {
        Exploration exploration = new Exploration(evaluator, drafting.draft(desk));
        return talk.interruptible(() -> {
            if (!evaluator.interrupt()) {
                desk.interrupt();
            }
        }, () -> exploration.enter(text, hearer(talk)));
    }

    private Exploration.Hearer hearer(Talk talk) {
        return new Exploration.Hearer() {
            @Override
            public void answered(String shown) {
                talk.say(shown.lines().toList());
            }

            @Override
            public void changed(Change change) {
                drafting.tell(change, talk);
            }
        };
    }

    @Override
    public Map<String, Type> variables() {
        Map<String, Type> variables = new LinkedHashMap<>(evaluator.variables());
        for (RecordComponent shape : Shapes.class.getRecordComponents()) {
            variables.computeIfPresent(shape.getName(), (name, type) -> type == Map.class ? shape.getGenericType() : type);
        }
        return variables;
    }

    @Override
    public Optional<String> currentRoot(Desk desk) {
        List<Root> roots = desk.plan().recipe().roots();
        return drafting.draft(desk).root().or(() -> roots.isEmpty() ? Optional.empty()
            : Optional.of(roots.get(roots.size() - 1).name()));
    }

    @Override
    public Condition condition(String text, Desk desk) throws Failure {
        Evaluator.Held held;
        try {
            held = evaluator.condition(text);
        } catch (Evaluator.ConditionFailed wrong) {
            throw new Failure("the condition { " + text + " } is not valid: " + wrong.trouble().message(),
                wrong.trouble().hint().isEmpty() ? "Write an expression of Groovy." : wrong.trouble().hint());
        }
        return at -> {
            try {
                return held.holds();
            } catch (Evaluator.ConditionFailed failed) {
                throw new Failure("the condition { " + text + " } of a breakpoint cannot be told: "
                    + failed.trouble().message(), "'break' lists the breakpoints, 'delete NUMBER' takes one away.");
            }
        };
    }
}
