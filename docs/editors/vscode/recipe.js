// What may stand at a place of a recipe: plain functions of text, so that they can be tried without an editor.
'use strict';

const CLOSING = { ')': '(', ']': '[', '}': '{' };
const DEFAULT_PLACES = ['recipe'];

/** The end of the text or comment that begins at that index, or the index itself where none does. */
function skip(text, at) {
    const end = (sign, from, more) => { const found = text.indexOf(sign, from); return found < 0 ? text.length : found + more; };
    if (text.startsWith('//', at)) return end('\n', at, 0);
    if (text.startsWith('/*', at)) return end('*/', at + 2, 2);
    const quote = ["'''", '"""', "'", '"'].find(each => text.startsWith(each, at));
    if (!quote) return at;
    for (let i = at + quote.length; i < text.length; i++) {
        if (text[i] === '\\') i++;
        else if (text.startsWith(quote, i)) return i + quote.length;
        else if (quote.length === 1 && text[i] === '\n') return i;
    }
    return text.length;
}

/** The brackets that are open at the end of the text, each with the word that it belongs to and the places inside. */
function open(text, words) {
    const frames = [{ sign: '', places: DEFAULT_PLACES, from: 0, word: '' }];
    let word = '', closed = '', last = '', statement = '';
    for (let at = 0; at < text.length;) {
        const here = text[at], behind = skip(text, at), frame = frames[frames.length - 1];
        if (behind > at) {
            if (behind >= text.length && !/^\/[/*]/.test(text.slice(at)) || /^\/\//.test(text.slice(at)) && behind === text.length)
                frame.inside = true;
            if (!/^\/[/*]/.test(text.slice(at, at + 2))) last = 'text';
            at = behind;
        } else if (/[A-Za-z_$]/.test(here)) {
            const found = /^[\w$]+/.exec(text.slice(at, at + 200))[0];
            if (last === '') statement = found;
            word = found;
            last = 'word';
            at += found.length;
        } else {
            if ('([{'.includes(here)) {
                const head = here === '[' ? '' : last === 'word' ? word : last === ')' ? closed : here === '{' ? statement : '';
                const opened = here === '{' ? opens(head, frame.places, words) : undefined;
                frames.push({ sign: here, places: opened ? [opened, 'recipe'] : frame.places, from: at + 1, word: head, outer: statement });
                last = '';
                statement = '';
            } else if (CLOSING[here]) {
                if (frames.length > 1 && frame.sign === CLOSING[here]) {
                    closed = frame.word;
                    statement = frame.outer;
                    frames.pop();
                }
                last = here;
            } else if (here === '\n' || here === ';') {
                if (frame.sign !== '(' && frame.sign !== '[' && last !== ',') { last = ''; statement = ''; }
            } else if (!/\s/.test(here)) {
                last = here === ',' ? ',' : here;
            }
            at++;
        }
    }
    return { frames, statement };
}

function opens(word, places, words) {
    const place = places.find(each => words[each] && words[each][word] && words[each][word].opens);
    return place && words[place][word].opens;
}

function find(word, places, words) {
    const place = places.find(each => words[each] && words[each][word]);
    return place && words[place][word];
}

/** What may stand at the end of the text: [{ name, about, kind: 'verb' | 'argument' | 'unit' }]. */
function suggestions(text, words) {
    const begun = /[\w$]*$/.exec(text)[0];
    const before = text.slice(0, text.length - begun.length);
    if (/\d\.$/.test(before)) return offered(words.number, 'unit');
    if (/[.?]$/.test(before)) return [];
    const { frames, statement } = open(before, words);
    const frame = frames[frames.length - 1];
    if (frame.inside) return [];
    const found = [];
    const called = frame.sign === '(' ? frame.word : statement;
    const word = called && find(called, frame.places, words);
    if (word && word.options && /(?:[(,]|\w[ \t]+)\s*$/.test(before))
        for (const [name, about] of Object.entries(word.options)) found.push({ name: name + ':', about, kind: 'argument' });
    if (!statement || frame.sign === '(' || /[=:,]\s*$/.test(before))
        for (const place of statement || frame.sign === '(' ? ['recipe'] : frame.places) found.push(...offered(words[place], 'verb'));
    return found;
}

function offered(words, kind) {
    return Object.entries(words || {}).map(([name, word]) => ({ name, about: word.about, forms: word.forms, kind }));
}

/** What is said about a word in the place at the end of the text; undefined for none of recipes. */
function about(text, word, words) {
    const { frames } = open(text, words);
    return frames[frames.length - 1].inside ? undefined : find(word, frames[frames.length - 1].places, words);
}

module.exports = { suggestions, about };
