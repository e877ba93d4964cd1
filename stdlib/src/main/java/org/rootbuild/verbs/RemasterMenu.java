package org.rootbuild.verbs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.rootbuild.language.PassSpec;
import org.rootbuild.model.Fields;
import org.rootbuild.problem.Failure;
import org.rootbuild.remaster.BootCodes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.EditableTree;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.TreePath;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Verb;

/** A step of {@code remaster}: boot codes in all boot menus of a CD. */
public final class RemasterMenu implements Verb.OnPass {
    private static final String ADDED = "added";
    private static final String REMOVED = "removed";
    private static final long LIMIT_BYTES = 1 << 20;

    static void record(PassSpec pass, BootCodes codes) {
        pass.step(RemasterMenu.class, Fields.builder().texts(ADDED, codes.added()).texts(REMOVED, codes.removed())
            .build());
    }

    @Override
    public String name() {
        return "remasterMenu";
    }

    @Override
    public void run(PassContext context) throws IOException {
        Fields fields = context.arguments();
        BootCodes codes = new BootCodes(fields.texts(ADDED), fields.texts(REMOVED));
        EditableTree tree = Place.tree(context);
        List<Entry> menus = tree.entries().filter(RemasterMenu::isMenu).toList();
        int entries = 0;
        for (Entry one : menus) {
            Entry.PlainFile menu = (Entry.PlainFile) one;
            String text = new String(menu.content().bytes(), StandardCharsets.ISO_8859_1);
            boolean isGrub = TreePath.name(menu.path()).toLowerCase(Locale.ROOT).startsWith("grub");
            BootCodes.Edited edited = isGrub ? codes.inGrub(text) : codes.inSyslinux(text);
            entries += edited.entries();
            if (!edited.text().equals(text)) {
                tree.write(menu.path(), menu.attributes(),
                    Content.of(edited.text().getBytes(StandardCharsets.ISO_8859_1)));
            }
            context.activity().log(TreePath.shown(menu.path()) + ": " + edited.entries() + " entries");
        }
        if (entries == 0) {
            throw new Failure("no entry of a boot menu was found in " + menus.size() + " files *.cfg of the CD",
                "Boot codes go to isolinux.cfg and grub.cfg; put a menu of your own on the CD with onIso { … }.");
        }
    }

    private static boolean isMenu(Entry entry) {
        return entry instanceof Entry.PlainFile file && file.path().toLowerCase(Locale.ROOT).endsWith(".cfg")
            && file.content().sizeBytes() <= LIMIT_BYTES;
    }
}
