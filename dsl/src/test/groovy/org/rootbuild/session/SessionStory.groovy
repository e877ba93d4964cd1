package org.rootbuild.session

import static org.rootbuild.session.Bench.listing
import static org.rootbuild.session.Bench.pass
import static org.rootbuild.session.Bench.put
import static org.rootbuild.session.Bench.recipe
import static org.rootbuild.session.Bench.step

import java.nio.file.Path
import org.rootbuild.model.Fields
import org.rootbuild.model.Node
import org.rootbuild.model.Recipe
import org.rootbuild.model.Value
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** What the specifications of sessions share: a bench to build on, and small recipes. */
@Timeout(60)
abstract class SessionStory extends Specification {
    @TempDir
    Path folder
    Bench bench

    def setup() {
        bench = new Bench(folder)
    }

    static Recipe three() {
        recipe(pass('one', 'r', put('put', '/a', '1'), put('put:2', '/b', '2')),
            pass('two', 'r', put('put', '/c', '3')), listing('list.txt', 'r'))
    }

    static Node check(String contains) {
        new Node.Check('it is there', step('holds', 'holds', Fields.builder()
            .ref('artifact', Value.RefKind.ARTIFACT, 'list.txt').text('contains', contains).build()),
            new org.rootbuild.model.Location('recipe.groovy', 8, 1))
    }

    List<String> states(Session session) {
        session.states().collect { name, state -> "$name $state".toString() }
    }
}
