package org.rootbuild.assist;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What there is to name at the prompt now, besides the verbs. It is asked at every completion and every line that is
 * coloured, so its answers must be at hand; none of them may touch a network or wait for a lock.
 */
public interface Vocabulary {
    List<CommandWord> commands();

    /** The passes, artifacts and other nodes of the plan, in its order. */
    List<Named> nodes();

    /** The steps of a node, in their order, without the node's name; empty for a node that is not known. */
    List<Named> steps(String node);

    List<Named> roots();

    List<Named> parameters();

    /** The values that a parameter can have, where they can be listed. */
    default List<Named> values(String parameter) {
        return List.of();
    }

    /**
     * The names in a folder of a root, those of folders with a slash at the end; empty where there is no such folder.
     *
     * @param folder absolute, with a slash at its end
     */
    List<Named> files(String root, String folder);

    /** The root that definitions at the prompt go to. */
    default Optional<String> currentRoot() {
        return Optional.empty();
    }

    /**
     * The root of a pass.
     *
     * @param place a pass, or a step of it; empty for where the session stands
     */
    default Optional<String> rootOf(String place) {
        return Optional.empty();
    }

    /** The variables of the Groovy session with their types: {@code session}, {@code plan}, {@code _} and so on. */
    Map<String, Type> variables();
}
