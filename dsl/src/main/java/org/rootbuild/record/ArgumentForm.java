package org.rootbuild.record;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;

/** Labelled values as JSON has them, for one step; beyond a limit they are left out. */
final class ArgumentForm {
    private static final int MOST_CHARACTERS = 16_000;

    private int left = MOST_CHARACTERS;

    Map<String, Object> of(Fields fields) {
        Map<String, Object> form = new LinkedHashMap<>();
        for (String label : fields.labels()) {
            if (left > 0) {
                left -= label.length();
                form.put(label, of(fields.get(label)));
            }
        }
        return form;
    }

    private Object of(Value value) {
        if (value instanceof Value.Whole whole) {
            return whole.number();
        } else if (value instanceof Value.Flag flag) {
            return flag.set();
        } else if (value instanceof Value.ListOf many) {
            return list(many.items());
        } else if (value instanceof Value.Group group) {
            return of(group.fields());
        } else if (value instanceof Value.Code code) {
            Map<String, Object> form = new LinkedHashMap<>();
            form.put("code", text(code.source()));
            form.put("takes", of(code.captured()));
            return form;
        }
        return text(word(value));
    }

    private List<Object> list(List<Value> items) {
        return items.stream().takeWhile(item -> left > 0).map(this::of).toList();
    }

    private String text(String text) {
        String shown = ShownText.of(ShownText.cut(text, Math.max(0, left)));
        left -= Math.min(text.length(), ShownText.MOST_CHARACTERS);
        return shown;
    }

    private static String word(Value value) {
        if (value instanceof Value.Text text) {
            return text.text();
        } else if (value instanceof Value.Regex regex) {
            return "/" + regex.regex() + "/";
        } else if (value instanceof Value.Ref ref) {
            return ref.kind().name().toLowerCase(Locale.ROOT) + " '" + ref.name() + "'";
        } else if (value instanceof Value.Bytes bytes) {
            return "base64:" + bytes.base64();
        } else if (value instanceof Value.Pinned pinned) {
            return pinned.kind().name().toLowerCase(Locale.ROOT) + " '" + pinned.name() + "'";
        }
        return value instanceof Value.Sealed sealed ? sealed.shown() : value.toString();
    }
}
