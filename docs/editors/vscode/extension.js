// Completion and documentation of recipes in VS Code. What may stand where says recipe.js, from words.json.
'use strict';

const fs = require('fs');
const path = require('path');
const vscode = require('vscode');
const { suggestions, about } = require('./recipe.js');

const KINDS = { verb: 'Function', argument: 'Property', unit: 'Unit' };

/** Other Groovy than recipes is left alone: a recipe says its name, and so does what a recipe includes not. */
function isRecipe(document) {
    return document.languageId === 'rootbuild' || /^\s*(recipe|root|pass|artifact)\b/m.test(document.getText());
}

function activate(context) {
    const words = JSON.parse(fs.readFileSync(path.join(__dirname, 'words.json'), 'utf8'));
    const languages = [{ language: 'groovy' }, { language: 'rootbuild' }];
    const before = (document, position) => document.getText(new vscode.Range(new vscode.Position(0, 0), position));
    const page = word => new vscode.MarkdownString('```groovy\n' + word.forms.join('\n') + '\n```\n' + word.about
        + Object.entries(word.options || {}).map(([name, text]) => `\n\n\`${name}:\` ${text}`).join(''));
    context.subscriptions.push(
        vscode.languages.registerCompletionItemProvider(languages, {
            provideCompletionItems(document, position) {
                if (!isRecipe(document)) return [];
                return suggestions(before(document, position), words).map(each => {
                    const item = new vscode.CompletionItem(each.name, vscode.CompletionItemKind[KINDS[each.kind]]);
                    item.detail = (each.forms || ['']).slice(-1)[0];
                    item.documentation = each.about;
                    if (each.kind === 'argument') item.insertText = each.name + ' ';
                    return item;
                });
            }
        }, '(', ',', '.'),
        vscode.languages.registerHoverProvider(languages, {
            provideHover(document, position) {
                const range = document.getWordRangeAtPosition(position, /[A-Za-z_]\w*/);
                if (!range || !isRecipe(document)) return undefined;
                const word = about(before(document, range.start), document.getText(range), words);
                return word && new vscode.Hover(page(word), range);
            }
        }));
}

module.exports = { activate, deactivate() { } };
