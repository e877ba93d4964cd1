package org.rootbuild.plan

import org.rootbuild.model.Fields
import org.rootbuild.model.Location
import org.rootbuild.model.Node
import org.rootbuild.model.Recipe
import org.rootbuild.model.Root
import org.rootbuild.model.Step
import org.rootbuild.model.Value
import org.rootbuild.problem.Failure
import spock.lang.Specification

class PlannerSpec extends Specification {
    private static final Location HERE = new Location('recipe.groovy', 1, 1)

    /** What there is, told by the test. */
    private static class Told implements Knowledge {
        final Map<String, Fields> results = [:]
        final Map<String, String> last = [:]
        final Map<String, String> pins = [:]
        final Set<String> fetched = []
        final Set<String> rolledBack = []
        final Set<String> skipped = []

        Optional<String> pinned(Node.Source source) { Optional.ofNullable(pins[source.name()]) }
        boolean hasSource(Node.Source source, String sha256) { sha256 in fetched }
        boolean hasResult(String fingerprint) { results.containsKey(fingerprint) }
        Optional<String> lastFingerprint(String node) { Optional.ofNullable(last[node]) }
        Optional<Fields> described(String fingerprint) { Optional.ofNullable(results[fingerprint]) }
        boolean isRolledBack(String node) { node in rolledBack }
        boolean isSkipped(String node) { node in skipped }

        /** Everything in the plan was made. */
        void made(Plan plan) {
            plan.nodes().each {
                if (it.node() instanceof Node.Source) {
                    it.fingerprint().ifPresent { fetched << it }
                } else {
                    results[it.fingerprint().get()] = it.described()
                    last[it.name()] = it.fingerprint().get()
                }
            }
        }
    }

    private final Told told = new Told()

    private static Fields fields(Map<String, ?> values) {
        def builder = Fields.builder()
        values.each { label, value -> builder.put(label, asValue(value)) }
        builder.build()
    }

    private static List<Map> parts(Map<String, Integer> sizes) {
        sizes.collect { name, size -> [name: name, size: size] }
    }

    private static Value asValue(Object value) {
        switch (value) {
            case Value: return (Value) value
            case Boolean: return new Value.Flag((boolean) value)
            case Number: return new Value.Whole(((Number) value).longValue())
            case List: return new Value.ListOf(((List) value).collect { asValue(it) })
            case Map: return new Value.Group(fields((Map) value))
            default: return new Value.Text(value.toString())
        }
    }

    private static Step step(String name, Map<String, ?> arguments = [:], String verb = name, int version = 1) {
        new Step(name, verb, version, fields(arguments), HERE)
    }

    private static Node.Pass pass(String name, Step... steps) {
        new Node.Pass(name, 'r', steps as List, HERE)
    }

    private static Value ref(Value.RefKind kind = Value.RefKind.SOURCE, String name) {
        new Value.Ref(kind, name)
    }

    private static Node.Source source(String name) {
        new Node.Source(name, 'given', Fields.none(), HERE)
    }

    private static Node.Artifact artifact(String name, String root = 'r') {
        new Node.Artifact(name, step('list', [root: ref(Value.RefKind.ROOT, root)]), HERE)
    }

    private static Recipe recipe(long epoch = 1000, List<Root> roots = [new Root('r', Optional.empty(), Fields.none(), HERE)],
                                 Node... nodes) {
        new Recipe('bench', '', epoch, [], roots, nodes as List)
    }

    private Plan plan(Recipe recipe, String... targets) {
        Planner.plan(recipe, targets as Set, told)
    }

    private List<String> verdicts(Plan plan) {
        plan.nodes().collect { "${it.name()} ${it.verdict().word()}".toString() }
    }

    def 'why a pass runs is said in words: #what'() {
        given:
        def before = pass('gcc:1', step('unpack', [from: ref('gcc')]), step('configure', [
            flags: ['--prefix=/tools', '--disable-nls'], jobs: 4, quiet: false, env: [PATH: '/bin'],
            code: new Value.Code('it + 1', fields(size: 3)), match: new Value.Regex('m64', 0),
            parts: parts(esp: 64, root: 900)]), step('install', [:]))
        told.pins.gcc = '11' * 32
        told.pins.gcc2 = '22' * 32
        told.made(plan(recipe(source('gcc'), source('gcc2'), before, pass('other'))))
        when:
        if (what == 'its source changed') {
            told.pins.gcc = '33' * 32
        }
        def edited = edit.call(before)
        def plan = plan(recipe(source('gcc'), source('gcc2'), edited, pass('other')))
        then:
        plan.find('gcc:1').get().verdict() == Verdict.RUN
        plan.find('gcc:1').get().reasons() == reasons
        plan.find('other').get().reasons() == ['what lies below it changed']
        where:
        what                     | edit                                      || reasons
        'an argument changed'    | { set(it, 'configure', [jobs: 5]) }       || ["'jobs' of configure changed from 4 to 5"]
        'a flag changed'         | { set(it, 'configure', [quiet: true]) }   || ["'quiet' of configure changed from false to true"]
        'an argument is new'     | { set(it, 'configure', [x: 'y']) }        || ["'x' of configure is new: 'y'"]
        'an argument was removed'| { set(it, 'configure', [jobs: null]) }    || ["'jobs' of configure was removed"]
        'a list gained'          | { set(it, 'configure', [flags: ['--prefix=/tools', '--disable-nls', '--x']]) } || ["'flags' of configure gained '--x'"]
        'a list lost'            | { set(it, 'configure', [flags: ['--prefix=/tools']]) } || ["'flags' of configure lost '--disable-nls'"]
        'a list changed places'  | { set(it, 'configure', [flags: ['--disable-nls', '--prefix=/tools']]) } || ["'flags' of configure stands in another order"]
        'a part of a list'       | { set(it, 'configure', [parts: parts(esp: 65, root: 900)]) } || ["'size' of 'esp' of 'parts' of configure changed from 64 to 65"]
        'a list gained a part'   | { set(it, 'configure', [parts: parts(esp: 64, swap: 9, root: 900)]) } || ["'parts' of configure gained 'swap'"]
        'a list lost a part'     | { set(it, 'configure', [parts: parts(root: 900)]) } || ["'parts' of configure lost 'esp'"]
        'parts changed places'   | { set(it, 'configure', [parts: parts(root: 900, esp: 64)]) } || ["'parts' of configure stands in another order"]
        'parts without a name'   | { set(it, 'configure', [parts: [new Value.Group(fields(size: 1)), new Value.Group(fields(size: 900, name: 'root'))]]) } || ["'name' of number 1 of 'parts' of configure was removed", "'size' of number 1 of 'parts' of configure changed from 64 to 1"]
        'a list gained a twin'   | { set(it, 'configure', [flags: ['--prefix=/tools', '--disable-nls', '--disable-nls']]) } || ["'flags' of configure gained '--disable-nls'"]
        'a list gained many'     | { set(it, 'configure', [flags: ['--prefix=/tools', '--disable-nls'] + (1..8)*.toString()]) } || ["'flags' of configure gained '1', '2', '3', '4', '5' and 3 more"]
        'a group changed'        | { set(it, 'configure', [env: [PATH: '/usr/bin']]) } || ["'env.PATH' of configure changed from '/bin' to '/usr/bin'"]
        'a group is new'         | { set(it, 'configure', [settings: [CC: 'gcc -m32']]) } || ["'settings.CC' of configure is new: 'gcc -m32'"]
        'a group was removed'    | { set(it, 'configure', [env: null]) } || ["'env.PATH' of configure was removed"]
        'code changed'           | { set(it, 'configure', [code: new Value.Code('it + 2', fields(size: 3))]) } || ['the code of configure changed']
        'what code uses changed' | { set(it, 'configure', [code: new Value.Code('it + 1', fields(size: 4))]) } || ["'captured size' of configure changed from 3 to 4"]
        'a pattern changed'      | { set(it, 'configure', [match: new Value.Regex('m32', 0)]) } || ["'match' of configure changed from /m64/ to /m32/"]
        'a long text changed'    | { set(it, 'configure', [jobs: 'x' * 60]) } || ["'jobs' of configure changed from 4 to '${'x' * 48}\u2026'"]
        'a step is new'          | { pass(it.name(), *it.steps(), step('strip')) } || ["the step 'strip' is new"]
        'a step was removed'     | { pass(it.name(), it.steps()[0], it.steps()[1]) } || ["the step 'install' was removed"]
        'steps changed places'   | { pass(it.name(), it.steps()[0], it.steps()[2], it.steps()[1]) } || ['its steps stand in another order']
        'a step is another verb' | { pass(it.name(), it.steps()[0], it.steps()[1], step('install', [:], 'copy')) } || ["the step 'install' is another verb now"]
        'a verb was improved'    | { pass(it.name(), it.steps()[0], it.steps()[1], step('install', [:], 'install', 2)) } || ["the verb 'install' is of version 2 now"]
        'its source changed'     | { it } || ["the source 'gcc' changed"]
        'it uses another source' | { set(it, 'unpack', [from: ref('gcc2')]) } || ["it uses the source 'gcc2' instead of 'gcc'"]
    }

    private static Node.Pass set(Node.Pass pass, String step, Map<String, ?> changed) {
        new Node.Pass(pass.name(), pass.root(), pass.steps().collect {
            if (it.name() != step) {
                return it
            }
            def builder = Fields.builder()
            it.arguments().labels().each { label ->
                if (!changed.containsKey(label)) {
                    builder.put(label, it.arguments().get(label))
                } else if (changed[label] != null) {
                    builder.put(label, asValue(changed[label]))
                }
            }
            changed.each { label, value ->
                if (it.arguments().find(label).empty) {
                    builder.put(label, asValue(value))
                }
            }
            new Step(it.name(), it.verb(), it.verbVersion(), builder.build(), it.location())
        }, pass.location())
    }

    def 'reasons that are not about the recipe'() {
        given:
        def recipe = recipe(pass('one', step('put')), pass('two', step('put')))
        expect:
        plan(recipe).find('one').get().reasons() == ['it was never made here']
        when:
        told.made(plan(recipe))
        told.rolledBack << 'two'
        then:
        plan(recipe).find('one').get().verdict() == Verdict.REUSE
        plan(recipe).find('two').get().reasons() == ['it was rolled back']
        when:
        told.rolledBack.clear()
        told.results.remove(plan(recipe).find('two').get().fingerprint().get())
        then:
        plan(recipe).find('two').get().reasons() == ['its result is no longer in the store']
        when: 'what it was made of is not known any more either'
        told.last.two = 'ab' * 32
        then:
        plan(recipe).find('two').get().reasons() == ['it changed since it was made last']
    }

    def 'a changed epoch is a reason for everything'() {
        given:
        told.made(plan(recipe(pass('one', step('put')))))
        expect:
        plan(recipe(2000, pass('one', step('put')))).find('one').get().reasons() == ['its epochSeconds changed from 1000 to 2000']
    }

    def 'names, places and hints make nothing again'() {
        given:
        def hinted = { int jobs -> new Step('make', 'make', 1, Fields.builder().text('a', 'b').hint('jobs', new Value.Whole(jobs)).build(),
            new Location('recipe.groovy', jobs, 1)) }
        told.made(plan(recipe(pass('one', hinted(2)))))
        expect:
        plan(recipe(pass('renamed', hinted(8)))).find('renamed').get().verdict() == Verdict.REUSE
    }

    def 'what is there asks for nothing below it'() {
        given:
        def recipe = recipe(pass('one', step('put')), pass('two', step('put')), artifact('a.img'))
        told.made(plan(recipe))
        told.results.remove(plan(recipe).find('one').get().fingerprint().get())
        expect:
        verdicts(plan(recipe)) == ['one not needed', 'two reuse', 'a.img reuse']
        when: 'the artifact is gone too'
        told.results.remove(plan(recipe).find('a.img').get().fingerprint().get())
        then: 'all layers of its root are needed, also one below another that is there'
        verdicts(plan(recipe)) == ['one run', 'two reuse', 'a.img run']
    }

    def 'a pass needs all layers below it, also under those that are there'() {
        given:
        def recipe = recipe(pass('one', step('put')), pass('two', step('put')), pass('three', step('put')))
        told.made(plan(recipe))
        ['one', 'three'].each { told.results.remove(plan(recipe).find(it).get().fingerprint().get()) }
        expect:
        verdicts(plan(recipe)) == ['one run', 'two reuse', 'three run']
    }

    def 'an edit reaches what lies above it and nothing else'() {
        given:
        def roots = [new Root('base', Optional.empty(), Fields.none(), HERE), new Root('left', Optional.of('base'), Fields.none(), HERE),
            new Root('right', Optional.of('base'), Fields.none(), HERE)]
        def recipe = { String text -> recipe(1000, roots, new Node.Pass('b', 'base', [step('put')], HERE),
            new Node.Pass('l', 'left', [step('put', [text: text])], HERE), new Node.Pass('l2', 'left', [step('put')], HERE),
            new Node.Pass('r', 'right', [step('put')], HERE), artifact('left.img', 'left'), artifact('right.img', 'right')) }
        told.made(plan(recipe('1')))
        expect:
        verdicts(plan(recipe('2'))) == ['b reuse', 'l run', 'l2 run', 'r reuse', 'left.img run', 'right.img reuse']
    }

    def 'only what the targets need is in the plan, and everything comes after what it needs'() {
        given:
        told.pins.gcc = '11' * 32
        def recipe = recipe(1000, [new Root('r', Optional.empty(), Fields.none(), HERE), new Root('s', Optional.empty(), Fields.none(), HERE)],
            artifact('a.img', 's'), new Node.Pass('p', 's', [step('put', [from: ref('gcc')])], HERE), source('gcc'), pass('q', step('put')))
        expect:
        plan(recipe).nodes()*.name() == ['gcc', 'p', 'a.img', 'q']
        plan(recipe, 'a.img').nodes()*.name() == ['gcc', 'p', 'a.img']
        plan(recipe, 's').nodes()*.name() == ['gcc', 'p']
        plan(recipe, 'q').nodes()*.name() == ['q']
    }

    def 'a target that is not there is refused with the nearest name'() {
        when:
        plan(recipe(pass('binutils:1', step('put'))), 'binutil:1')
        then:
        def failure = thrown(Failure)
        failure.message == "there is no 'binutil:1' in the recipe 'bench'. Did you mean 'binutils:1'?"
    }

    def 'a source that is not looked up leaves open what needs it'() {
        given:
        def recipe = recipe(source('gcc'), pass('one', step('put')), pass('two', step('unpack', [from: ref('gcc')])), pass('three', step('put')))
        expect:
        with(plan(recipe)) {
            verdicts(it) == ['one run', 'gcc run', 'two run', 'three run']
            find('one').get().fingerprint().present
            find('two').get().fingerprint().empty
            find('three').get().fingerprint().empty
            find('gcc').get().reasons() == ['it is not looked up yet']
            find('three').get().reasons() == ['a source that it needs is not looked up yet']
        }
        when:
        told.pins.gcc = '11' * 32
        then:
        plan(recipe).find('gcc').get().reasons() == ['it is not in the store yet']
        plan(recipe).find('three').get().fingerprint().present
    }

    def 'a pass that is skipped is as if it were not there'() {
        given:
        def one = pass('one', step('put'))
        def three = pass('three', step('put', [x: 1]))
        told.made(plan(recipe(one, three)))
        told.skipped << 'two'
        expect:
        verdicts(plan(recipe(one, pass('two', step('put')), three))) == ['one reuse', 'two skip', 'three reuse']
    }

    def 'a model that refers to nothing, or to itself, is refused'() {
        when:
        plan(recipe)
        then:
        def refused = thrown(IllegalArgumentException)
        refused.message == message
        where:
        recipe                                                                                  | message
        recipe(new Node.Pass('one', 'none', [], HERE))                                          | "the recipe has no root 'none', but refers to it"
        recipe(pass('one', step('put', [from: ref('none')])))                                   | "the recipe has no node 'none', but refers to it"
        recipe(pass('one', step('copy', [from: ref(Value.RefKind.ROOT, 'r')])))                 | "'one' needs itself"
        recipe(1000, [new Root('r', Optional.of('r'), Fields.none(), HERE)], pass('one'))       | "the root 'r' is made from itself"
    }

    def 'different descriptions never have one fingerprint'() {
        given: 'texts that run into each other when they are merely joined'
        def variants = [[a: 'bc'], [ab: 'c'], [a: 'b', c: ''], [a: ['b', 'c']], [a: ['bc']], [a: [b: 'c']], [a: ['b'], c: ''], [:],
            [a: 1], [a: '1'], [a: true], [a: 'true'], [a: new Value.Regex('bc', 0)], [a: new Value.Bytes('bc')]]
        expect:
        variants.collect { plan(recipe(pass('one', step('put', it)))).find('one').get().fingerprint().get() }.toSet().size() == variants.size()
    }
}
