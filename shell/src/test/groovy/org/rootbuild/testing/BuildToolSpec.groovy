package org.rootbuild.testing

/** A specification of a recipe that Maven runs, as any other test of a project. */
@RecipeFile('../examples/hello/hello.groovy')
class BuildToolSpec extends RecipeSpec {
    def 'a build tool runs it without the command'() {
        expect:
        recipe.name == 'hello'
        changing greeting: 'Good morning' reruns 'init', 'initramfs.cpio.gz', 'hello.img', 'says hello'
    }
}
