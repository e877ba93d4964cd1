package org.rootbuild.verbs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.rootbuild.language.Words;
import org.rootbuild.loader.KernelArguments;
import org.rootbuild.loader.MenuItem;
import org.rootbuild.problem.Failure;
import org.rootbuild.verb.Doc;

/** The inside of {@code entry('…') { … }} of a boot menu. */
@Words
public final class MenuEntrySpec {
    private final String title;
    private final BiConsumer<String, String> problem;
    private final List<String> kernels = new ArrayList<>();
    private final List<String> initrds = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();

    MenuEntrySpec(String title, BiConsumer<String, String> problem) {
        this.title = title;
        this.problem = problem;
    }

    @Doc(value = "The kernel, by its path on the partition of the boot loader's files, and its arguments: each as"
        + " a text"
        + " of its own, or several in one as on a command line, where \" keeps blanks together. They are quoted as the"
        + " boot loader needs it.",
        examples = "linux '/boot/vmlinuz', 'root=LABEL=root', 'ro', 'console=ttyS0,115200'")
    public void linux(String path, String... words) {
        kernels.add(path);
        arguments.addAll(List.of(words));
    }

    @Doc(value = "What the kernel gets as its first root; several are put behind each other.",
        examples = {"initrd '/boot/initrd.img'", "initrd '/boot/microcode.img', '/boot/initrd.img'"})
    public void initrd(String... paths) {
        initrds.addAll(List.of(paths));
    }

    @Doc(value = "More arguments for the kernel.", examples = "arguments 'quiet', 'panic=10'")
    public void arguments(String... words) {
        arguments.addAll(List.of(words));
    }

    Optional<MenuItem> finished() {
        if (kernels.size() != 1) {
            problem.accept("the menu entry '" + title + "' has " + (kernels.isEmpty() ? "no kernel" : kernels.size()
                + " kernels"), "Write one line: linux '/boot/vmlinuz', 'root=LABEL=root'.");
            return Optional.empty();
        }
        try {
            return Optional.of(new MenuItem.Kernel(title, kernels.get(0), initrds, KernelArguments.of(arguments)));
        } catch (Failure wrong) {
            problem.accept(wrong.getMessage(), wrong.remedy());
            return Optional.empty();
        }
    }
}
