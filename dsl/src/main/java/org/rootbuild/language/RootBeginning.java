package org.rootbuild.language;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.rootbuild.model.Location;
import org.rootbuild.model.Node;
import org.rootbuild.model.Root;
import org.rootbuild.model.Value;

/** What the named arguments of {@code root(…)} say about it, before its passes do. */
final class RootBeginning {
    private static final Pattern PLAIN_FOLDER = Pattern.compile("(/[^/\\p{Cntrl}]+)+");
    private static final List<String> ISOLATIONS = List.of("overlay", Root.BESIDE);

    private final Evaluation evaluation;
    private final RootSpec root;

    RootBeginning(Evaluation evaluation, RootSpec root) {
        this.evaluation = evaluation;
        this.root = root;
    }

    void say(Options options, Optional<MadeBase> base, Location here) {
        options.text(PassSpec.CHROOT).ifPresent(this::chroot);
        options.text(Root.ISOLATION).ifPresent(this::isolation);
        base.ifPresent(made -> begin(made, here));
    }

    private void chroot(String folder) {
        boolean inside = PLAIN_FOLDER.matcher(folder).matches()
            && Arrays.stream(folder.split("/")).noneMatch(name -> name.equals(".") || name.equals(".."));
        if (inside) {
            root.option(PassSpec.CHROOT, new Value.Text(folder));
        } else {
            evaluation.problem("'" + Values.shown(folder) + "' is no folder that passes could run in",
                "Write it from the root on, without '..': chroot: '/mnt/lfs'.");
        }
    }

    private void isolation(String kind) {
        if (!ISOLATIONS.contains(kind)) {
            evaluation.problem("'" + Values.shown(kind) + "' is no isolation", "It is one of: "
                + String.join(", ", ISOLATIONS) + ".");
        } else if (kind.equals(Root.BESIDE)) {
            root.option(Root.ISOLATION, new Value.Text(kind));
        }
    }

    private void begin(MadeBase base, Location here) {
        base.options().labels().forEach(label -> root.option(label, base.options().get(label)));
        Steps steps = new Steps();
        steps.add(evaluation.verb(base.verb()), evaluation.checked(base.arguments()), here);
        evaluation.node(new Node.Pass(root.name() + MadeBase.SUFFIX, root.name(), steps.all(), here));
    }
}
