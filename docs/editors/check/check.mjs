// Colours recipes as VS Code does, with its engine and its grammars for Groovy and the shell, and completes them as its
// extension does. In this folder: npm install && npm run check
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import Module from 'node:module';

const require = createRequire(import.meta.url);
const oniguruma = require('vscode-oniguruma');
const textmate = require('vscode-textmate');
const here = name => new URL(name, import.meta.url);
const grammarOf = name => fs.readFileSync(require.resolve(`tm-grammars/grammars/${name}.json`), 'utf8');

await oniguruma.loadWASM(fs.readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')));
const files = {
    'source.groovy': () => grammarOf('groovy'),
    'source.shell': () => grammarOf('shellscript'),
    'source.groovy.rootbuild': () => fs.readFileSync(here('../vscode/rootbuild.tmLanguage.json'), 'utf8'),
    'rootbuild.injection': () => fs.readFileSync(here('../vscode/rootbuild.injection.tmLanguage.json'), 'utf8')
};
const registry = new textmate.Registry({
    onigLib: Promise.resolve({
        createOnigScanner: patterns => new oniguruma.OnigScanner(patterns),
        createOnigString: text => new oniguruma.OnigString(text)
    }),
    loadGrammar: async scope => files[scope] ? textmate.parseRawGrammar(files[scope](), scope + '.json') : null,
    getInjections: scope => scope === 'source.groovy' ? ['rootbuild.injection'] : undefined
});

/** Every piece of a text with its scopes, innermost last. */
async function pieces(scope, text) {
    const grammar = await registry.loadGrammar(scope);
    let stack = textmate.INITIAL;
    return text.split('\n').flatMap(line => {
        const found = grammar.tokenizeLine(line, stack);
        stack = found.ruleStack;
        return found.tokens.map(each => ({ text: line.slice(each.startIndex, each.endIndex), scopes: each.scopes.join(' ') }));
    });
}

const table = [
    ["root('a') {", 'root', /verb\.rootbuild/],
    ["autotools(buildDir: 'b')", 'autotools', /verb\.rootbuild/],
    ["autotools(buildDir: 'b')", 'buildDir', /parameter\.rootbuild/],
    ['limits memory: 64.MiB', 'MiB', /unit\.rootbuild/],
    ["x = 'root'", 'root', /string/],
    ['// root sh', /root/, /comment/],
    ["def file = 1", /file/, /^(?!.*verb)/],
    ["x.autotools()", /autotools/, /^(?!.*verb)/],
    ["sh 'make all # x'", 'sh', /verb\.rootbuild/],
    ["sh 'make all # x'", /# x|#/, /comment.*shell|embedded.*comment/],
    ["sh 'echo \"$HOME\"'", /HOME/, /embedded.*variable/],
    ["sh '''\n  for i in 1 2; do echo $i; done\n'''\nroot('a')", 'for', /embedded.*keyword/],
    ["sh '''\n  for i in 1 2; do echo $i; done\n'''\nroot('a')", 'root', /^(?!.*embedded).*verb/],
    ["sh \"\"\"\n  cp $from x\n\"\"\"\nroot('a')", /from/, /embedded.*variable/],
    ["sh \"cp ${a + 'b'} x\"\nroot('a')", 'root', /^(?!.*embedded).*verb/],
    ["sh('ls', folder: 'x')\nroot('a')", 'folder', /^(?!.*embedded).*parameter/],
    ["sh 'it'\nroot('a')", 'root', /^(?!.*embedded).*verb/]
];
for (const scope of ['source.groovy.rootbuild', 'source.groovy']) {
    for (const [text, word, scopes] of table) {
        const found = (await pieces(scope, text)).filter(each => word instanceof RegExp ? word.test(each.text) : each.text === word);
        assert.ok(found.length > 0, `${scope}: no piece ${word} in ${text}`);
        assert.ok(found.some(each => scopes.test(each.scopes)), `${scope}: ${text}: ${word} is ${found.map(each => each.scopes)}`);
    }
    for (const recipe of ['hello', 'busybox', 'toolchain']) {
        const text = fs.readFileSync(here(`../../../examples/${recipe}/${recipe}.groovy`), 'utf8');
        const found = await pieces(scope, text);
        const last = found.filter(each => each.text.trim()).pop();
        assert.ok(!/embedded|string|comment/.test(last.scopes), `${scope}: ${recipe} ends inside of ${last.scopes}`);
        const passes = found.filter(each => each.text === 'pass' && /verb/.test(each.scopes)).length;
        assert.equal(passes, text.match(/^\s*pass\(/gm).length, `${scope}: ${recipe}: passes`);
    }
}
console.log(`${2 * table.length} pieces and 6 whole recipes have their colours`);

const { suggestions, about } = require('../vscode/recipe.js');
const words = JSON.parse(fs.readFileSync(here('../vscode/words.json'), 'utf8'));
const names = text => suggestions(text, words).map(each => each.name);
const completions = [
    ['', 'root', 'sh'], ["root('a') {\n", 'pass', 'unpack'], ["root('a') {\n  pass('b') {\n    ", 'unpack', 'artifact(x'],
    ["root('a') {\n  pass('b') {\n    autotools(", 'buildDir:', 'only:'], ["root('a') {\n pass('b') {\n  autotools {\n    ", 'noConfigure', 'unpack'],
    ["root('a') {\n  pass('b') {\n    unpack x, ", 'only:', 'buildDir:'], ["root('x', from: ", 'host', 'unpack'],
    ["root('a') {\n  pass('b') { sh 'x' }\n  ", 'pass', 'unpack'], ['limits memory: 64.', 'MiB', 'root'],
    ["root('a') {\n pass('b') {\n  verify('x') {\n", 'output', 'unpack']
];
for (const [text, offered, not] of completions) {
    assert.ok(names(text).includes(offered), `${offered} is missing behind ${text}: ${names(text)}`);
    assert.ok(!names(text).includes(not), `${not} is offered behind ${text}`);
}
for (const text of ["sh 'ro", '// ro', 'x.ro', "x = '''\n ro"]) assert.deepEqual(names(text), [], text);
assert.match(about("root('a') {\n  pass('b') {\n    ", 'autotools', words).about, /configure, make and make install/);
assert.equal(about("root('a') {\n  ", 'autotools', words), undefined);
console.log(`${completions.length + 4} places are completed`);

// The extension itself, with something that takes down what it registers in place of the editor.
const registered = {};
const stub = {
    languages: { registerCompletionItemProvider: (_, provider) => { registered.completion = provider; }, registerHoverProvider: (_, provider) => { registered.hover = provider; } },
    CompletionItem: class { constructor(label, kind) { this.label = label; this.kind = kind; } }, CompletionItemKind: { Function: 2, Property: 9, Unit: 10 },
    Position: class { }, Range: class { constructor(start, end) { this.end = end; } }, MarkdownString: class { constructor(value) { this.value = value; } },
    Hover: class { constructor(contents) { this.contents = contents; } }
};
const load = Module._load;
Module._load = (name, ...rest) => name === 'vscode' ? stub : load(name, ...rest);
require('../vscode/extension.js').activate({ subscriptions: [] });
const text = "root('a') {\n  pass('b') {\n    autotools";
const document = { languageId: 'groovy', getText: range => range ? text.slice(0, range.end) : text };
assert.ok(registered.completion.provideCompletionItems(document, text.length).some(each => each.label === 'autotools'));
document.getText = range => range === 'word' ? 'autotools' : range ? text.slice(0, text.length - 9) : text;
document.getWordRangeAtPosition = () => 'word';
assert.match(registered.hover.provideHover(document, 0).contents.value, /autotools\(/);
console.log('the extension completes and explains');
