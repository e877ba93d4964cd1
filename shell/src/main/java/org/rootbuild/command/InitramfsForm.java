package org.rootbuild.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rootbuild.initramfs.Initrd;
import org.rootbuild.initramfs.Segment;
import org.rootbuild.model.Size;
import tools.jackson.jr.ob.JSON;

/** What {@code image inspect} says of an initramfs. {@code docs/remaster/initramfs.md} gives the form of the JSON. */
final class InitramfsForm {
    private InitramfsForm() {
    }

    static List<String> lines(Initrd initrd) {
        List<String> lines = new ArrayList<>();
        for (Segment one : initrd.segments()) {
            String use = one.kind() == Segment.Kind.EARLY ? ", for early use" : "";
            lines.add(String.format("  segment %d at byte %d: %s in %s, %d entries, %s decoded%s", one.number(),
                one.at(),
                one.shown(), new Size(one.storedBytes()), one.entries(), new Size(one.decodedBytes()), use));
        }
        if (initrd.trailingBytes() > 0) {
            lines.add("  behind it " + initrd.trailingBytes() + " zeros");
        }
        initrd.notes().forEach(note -> lines.add("  " + note));
        return lines;
    }

    static String json(Initrd initrd, Path file, long sizeBytes) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("v", SurveyForm.VERSION);
        form.put("file", file.toString());
        form.put("format", "initramfs");
        form.put("sizeBytes", sizeBytes);
        form.put("segments", initrd.segments().stream().map(InitramfsForm::segment).toList());
        form.put("trailingBytes", initrd.trailingBytes());
        form.put("notes", initrd.notes());
        return JSON.std.asString(form);
    }

    private static Map<String, Object> segment(Segment one) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("number", one.number());
        form.put("use", one.kind().name().toLowerCase(Locale.ROOT));
        form.put("at", one.at());
        form.put("paddingBytes", one.paddingBytes());
        form.put("compression", one.compression().codec().name().toLowerCase(Locale.ROOT));
        form.put("level", one.compression().level());
        form.put("storedBytes", one.storedBytes());
        form.put("decodedBytes", one.decodedBytes());
        form.put("entries", one.entries());
        return form;
    }
}
