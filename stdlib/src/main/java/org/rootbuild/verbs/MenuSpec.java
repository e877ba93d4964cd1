package org.rootbuild.verbs;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.rootbuild.language.Words;
import org.rootbuild.loader.MenuItem;
import org.rootbuild.verb.Doc;

/** The inside of {@code grub(…) { … }}, {@code systemdBoot(…) { … }} and {@code extlinux(…) { … }}. */
@Words
public final class MenuSpec {
    private final BiConsumer<String, String> problem;
    private final List<MenuItem> items = new ArrayList<>();

    MenuSpec(BiConsumer<String, String> problem) {
        this.problem = problem;
    }

    @Doc(value = "A kernel that can be chosen, under this title.",
        examples = {"entry('Debian') {", "    linux '/boot/vmlinuz', 'root=LABEL=root', 'console=ttyS0'",
            "    initrd '/boot/initrd.img'", "}"})
    public void entry(String title,
        @DelegatesTo(value = MenuEntrySpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        MenuEntrySpec spec = new MenuEntrySpec(title, problem);
        DiskBlocks.run(body, spec);
        spec.finished().ifPresent(items::add);
    }

    @Doc(value = "Lines in the boot loader's own language, at this place of its file and as they are: for what"
        + " has no word.",
        examples = {"raw '''", "    menuentry 'The other disk' {", "        set root=(hd1,1)", "        chainloader +1",
            "    }", "'''"})
    public void raw(String lines) {
        if (lines.indexOf('\0') >= 0) {
            problem.accept("lines of a boot loader hold a NUL character", "Remove it.");
            return;
        }
        items.add(new MenuItem.Raw(lines.stripTrailing().stripIndent().strip()));
    }

    List<MenuItem> items() {
        return items;
    }
}
