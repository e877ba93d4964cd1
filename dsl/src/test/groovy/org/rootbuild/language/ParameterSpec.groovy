package org.rootbuild.language

class ParameterSpec extends RecipeSpecification {
    static final String ALL = '''\
        recipe 'parameters'
        String target = param('target', 'x86_64', 'the system')
        int jobs = param('jobs', cpus(), 'parallel jobs')
        long count = param('count', 5L, 'how many')
        boolean quick = param('quick', true, 'whether to hurry')
        Size size = param('size', 64.MiB, 'how large')
        Duration wait = param('wait', 90.seconds, 'how long')
        List<String> names = param('names', ['a', 'b'], 'which')
        String mode = param('mode', 'fast', 'how', choices: ['fast', 'small'])
        int level = param('level', 9, 'how hard', range: 1..19)
        root('r') {
            pass('p') { write '/a', "$target $jobs $count $quick ${size.bytes()} ${wait.toSeconds()} ${names.size()} $mode $level" }
        }
        '''.stripIndent()

    private static String said(recipe) {
        return recipe.nodes()[0].steps()[0].arguments().text('text')
    }

    def 'parameters have their defaults'() {
        when:
        def recipe = model(ALL)

        then:
        said(recipe) == 'x86_64 4 5 true 67108864 90 2 fast 9'
        recipe.parameters().collect { "${it.name()}: ${it.type()} ${it.defaultValue()}".toString() } == [
            'target: text x86_64', 'jobs: whole number 4', 'count: whole number 5', 'quick: yes or no true',
            'size: size 64MiB', 'wait: duration 90s', 'names: list of texts a,b', 'mode: text fast', 'level: whole number 9']
        recipe.parameters()[7].choices() == ['fast', 'small']
    }

    def 'parameters are overridden, and spell their values as they are given'() {
        when:
        def recipe = model([target: 'arm', jobs: '1', count: '7000000000', quick: 'no', size: '2GiB', wait: '5m',
            names: 'x', mode: 'small', level: '19'], ALL)

        then:
        said(recipe) == 'arm 1 7000000000 false 2147483648 300 1 small 19'
        recipe.parameters()*.value() == ['arm', '1', '7000000000', 'false', '2GiB', '5m', 'x', 'small', '19']
    }

    def 'a wrong -P #name=#value is explained'() {
        expect:
        errors([(name): value], ALL).contains(message)

        where:
        name    | value        | message
        'jobs'  | 'four'       | "recipe.groovy:3:12: error: -P jobs=four: 'jobs' takes a whole number"
        'jobs'  | '3000000000' | "'jobs' takes a whole number"
        'quick' | 'maybe'      | "-P quick=maybe: 'quick' takes true or false"
        'size'  | 'big'        | "-P size=big: 'size' takes a size"
        'wait'  | '5 weeks'    | "-P wait=5 weeks: 'wait' takes a duration"
        'mode'  | 'smal'       | "'mode' cannot be 'smal'"
        'mode'  | 'smal'       | "Allowed are: fast, small. Did you mean 'small'?"
        'level' | '20'         | 'It lies between 1 and 19.'
        'jbos'  | '3'          | "-P jbos: the recipe has no parameter 'jbos'"
        'jbos'  | '3'          | "Did you mean 'jobs'? It has: target, jobs, count"
    }

    def 'all wrong parameters are shown at once'() {
        when:
        loader.load(script(ALL), [jobs: 'x', size: 'y', nothing: 'z'], FOUR)

        then:
        RecipeErrors found = thrown()
        found.problems().size() == 3
    }

    def 'a wrong declaration is explained: #declaration'() {
        expect:
        errors("recipe 'x'\n$declaration\n").contains(message)

        where:
        declaration                                                | message
        "param('a', 3, 'b'); param('a', 4, 'b')"                   | "there are two parameters 'a'; the first is on line 2"
        "param('a', 3, 'b', range: 5..9)"                          | "the default: 'a' cannot be 3"
        "param('a', 'x', 'b', choices: ['y'])"                     | "the default: 'a' cannot be 'x'"
        "param('a', ~/x/, 'b')"                                    | "the default of 'a' is a regular expression"
        "param('a b', 'x', 'b')"                                   | "'a b' is no name for a parameter"
        "int a = param('a', 'x', 'b')"                             | 'a text cannot be put where a whole number is wanted'
        "param('a', ['x,y'], 'b')"                                 | 'an item of a list parameter holds a comma'
    }
}
