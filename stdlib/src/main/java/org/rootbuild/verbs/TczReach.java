package org.rootbuild.verbs;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.rootbuild.extension.ExtensionName;

/**
 * How far some extensions reach, as far as that is known while a recipe is read.
 *
 * @param made       those of the recipe's own that are taken for sure
 * @param goesBeyond whether something is taken that the recipe does not make
 */
record TczReach(List<TczMade> made, boolean goesBeyond) {
    TczReach {
        made = List.copyOf(made);
    }

    /** @param real puts the kernel's version into a name */
    static TczReach of(Collection<ExtensionName> asked, List<TczMade> made, UnaryOperator<ExtensionName> real) {
        Map<ExtensionName, TczMade> known = new HashMap<>();
        made.forEach(one -> known.put(one.name(), one));
        Set<TczMade> taken = new LinkedHashSet<>();
        Set<ExtensionName> seen = new HashSet<>();
        Deque<ExtensionName> open = new ArrayDeque<>(asked);
        boolean goesBeyond = false;
        while (!open.isEmpty()) {
            ExtensionName name = open.remove();
            TczMade one = known.get(name);
            if (one == null) {
                goesBeyond = true;
            } else if (seen.add(name)) {
                taken.add(one);
                one.needs().forEach(need -> open.add(real.apply(need)));
            }
        }
        return new TczReach(List.copyOf(taken), goesBeyond);
    }
}
