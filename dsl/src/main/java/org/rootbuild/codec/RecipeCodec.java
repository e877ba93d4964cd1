package org.rootbuild.codec;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Group;
import org.rootbuild.model.Location;
import org.rootbuild.model.Node;
import org.rootbuild.model.Parameter;
import org.rootbuild.model.Recipe;
import org.rootbuild.model.Root;
import org.rootbuild.model.Step;
import org.rootbuild.model.Value;
import org.rootbuild.problem.Failure;

/** A recipe's model as labelled values and back, each part also on its own. */
public final class RecipeCodec {
    private RecipeCodec() {
    }

    public static byte[] encode(Recipe recipe) {
        return Codec.encode(fields(recipe));
    }

    /** @throws Failure when the bytes are no recipe, or a damaged one */
    public static Recipe decode(byte[] bytes) throws Failure {
        return recipe(Codec.decode(bytes));
    }

    public static Fields fields(Recipe recipe) {
        return Fields.builder()
            .text("name", recipe.name())
            .text("about", recipe.about())
            .whole("epochSeconds", recipe.epochSeconds())
            .put("parameters", groups(recipe.parameters().stream().map(RecipeCodec::fields).toList()))
            .put("roots", groups(recipe.roots().stream().map(RecipeCodec::fields).toList()))
            .put("nodes", groups(recipe.nodes().stream().map(RecipeCodec::fields).toList()))
            .build();
    }

    /** @throws Failure when the fields are not those of a recipe */
    public static Recipe recipe(Fields fields) throws Failure {
        try {
            exactly(fields, 6);
            return new Recipe(fields.text("name"), fields.text("about"), fields.whole("epochSeconds"),
                members(fields, "parameters").stream().map(RecipeCodec::parameter).toList(),
                members(fields, "roots").stream().map(RecipeCodec::root).toList(),
                members(fields, "nodes").stream().map(RecipeCodec::node).toList());
        } catch (NoSuchElementException | ClassCastException | IllegalArgumentException | ArithmeticException notOurs) {
            throw new Failure("reading the model of a recipe found other labels than a recipe has",
                "The file is damaged or of another version; remove it, and it is made again.", notOurs);
        }
    }

    public static Fields fields(Parameter parameter) {
        return Fields.builder()
            .text("name", parameter.name())
            .text("type", parameter.type())
            .text("default", parameter.defaultValue())
            .text("value", parameter.value())
            .texts("choices", parameter.choices())
            .text("about", parameter.about())
            .put("at", place(parameter.location()))
            .build();
    }

    /** @throws RuntimeException of the kinds that {@link #recipe} turns into a failure, when the fields are others */
    public static Parameter parameter(Fields fields) {
        exactly(fields, 7);
        return new Parameter(fields.text("name"), fields.text("type"), fields.text("default"), fields.text("value"),
            texts(fields, "choices"), fields.text("about"), location(fields));
    }

    public static Fields fields(Root root) {
        Fields.Builder fields = Fields.builder().text("name", root.name());
        root.from().ifPresent(from -> fields.text("from", from));
        return fields.group("options", root.options()).put("at", place(root.location())).build();
    }

    /** @throws RuntimeException as {@link #parameter} does */
    public static Root root(Fields fields) {
        Optional<String> from = fields.findText("from");
        exactly(fields, from.isPresent() ? 4 : 3);
        return new Root(fields.text("name"), from, group(fields, "options"), location(fields));
    }

    public static Fields fields(Node node) {
        Fields.Builder fields = Fields.builder()
            .text("kind", node.kind()).text("name", node.name()).put("at", place(node.location()));
        if (node instanceof Node.Source source) {
            fields.text("provider", source.provider()).group("request", source.request());
        } else if (node instanceof Node.Pass pass) {
            fields.text("root", pass.root())
                .put("steps", groups(pass.steps().stream().map(RecipeCodec::fields).toList()));
            pass.group().ifPresent(group -> fields.group("independent", fields(group)));
        } else if (node instanceof Node.Artifact artifact) {
            fields.group("step", fields(artifact.step()));
        } else if (node instanceof Node.Check check) {
            fields.group("step", fields(check.step()));
        }
        return fields.build();
    }

    /** @throws RuntimeException as {@link #parameter} does */
    public static Node node(Fields fields) {
        String name = fields.text("name");
        Location at = location(fields);
        String kind = fields.text("kind");
        boolean grouped = kind.equals("pass") && fields.find("independent").isPresent();
        exactly(fields, grouped ? 6 : kind.equals("source") || kind.equals("pass") ? 5 : 4);
        return switch (kind) {
            case "source" -> new Node.Source(name, fields.text("provider"), group(fields, "request"), at);
            case "pass" -> new Node.Pass(name, fields.text("root"),
                members(fields, "steps").stream().map(RecipeCodec::step).toList(),
                grouped ? Optional.of(independent(group(fields, "independent"))) : Optional.empty(), at);
            case "artifact" -> new Node.Artifact(name, step(group(fields, "step")), at);
            case "check" -> new Node.Check(name, step(group(fields, "step")), at);
            default -> throw new IllegalArgumentException("no kind of node: " + kind);
        };
    }

    private static Fields fields(Group group) {
        Fields.Builder fields = Fields.builder().text("name", group.name());
        group.after().ifPresent(after -> fields.text("after", after));
        return fields.texts("lastWins", group.lastWins()).build();
    }

    private static Group independent(Fields fields) {
        Optional<String> after = fields.findText("after");
        exactly(fields, after.isPresent() ? 3 : 2);
        return new Group(fields.text("name"), after, texts(fields, "lastWins"));
    }

    public static Fields fields(Step step) {
        return Fields.builder()
            .text("name", step.name())
            .text("verb", step.verb())
            .whole("version", step.verbVersion())
            .group("arguments", step.arguments())
            .put("at", place(step.location()))
            .build();
    }

    /** @throws RuntimeException as {@link #parameter} does */
    public static Step step(Fields fields) {
        exactly(fields, 5);
        return new Step(fields.text("name"), fields.text("verb"), Math.toIntExact(fields.whole("version")),
            group(fields, "arguments"), location(fields));
    }

    /** A damaged label must not become a silent default: every label is read by name, and there is none besides. */
    private static void exactly(Fields fields, int labels) {
        if (fields.labels().size() != labels || fields.labels().stream().anyMatch(fields::isHint)) {
            throw new IllegalArgumentException("other labels than expected: " + fields.labels());
        }
    }

    private static Fields group(Fields fields, String label) {
        return ((Value.Group) fields.get(label)).fields();
    }

    private static List<String> texts(Fields fields, String label) {
        return ((Value.ListOf) fields.get(label)).items().stream().map(item -> ((Value.Text) item).text()).toList();
    }

    private static Value groups(List<Fields> members) {
        return new Value.ListOf(members.stream().<Value>map(Value.Group::new).toList());
    }

    private static List<Fields> members(Fields fields, String label) {
        return ((Value.ListOf) fields.get(label)).items().stream().map(item -> ((Value.Group) item).fields()).toList();
    }

    private static Value place(Location location) {
        return new Value.ListOf(List.of(new Value.Text(location.file()), new Value.Whole(location.line()),
            new Value.Whole(location.column())));
    }

    private static Location location(Fields fields) {
        List<Value> parts = ((Value.ListOf) fields.get("at")).items();
        if (parts.size() != 3) {
            throw new IllegalArgumentException("a place has three parts: " + parts);
        }
        return new Location(((Value.Text) parts.get(0)).text(), toInt(parts.get(1)), toInt(parts.get(2)));
    }

    private static int toInt(Value value) {
        return Math.toIntExact(((Value.Whole) value).number());
    }
}
