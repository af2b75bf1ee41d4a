// Writes what JavaScript gives for each line of the .txt files beside this one into expected.json. Run by hand with
// node 20 after changing them: TZ=UTC node generate.mjs. The tests read expected.json and need no node.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import vm from 'node:vm';

const folder = new URL('.', import.meta.url);
const now = Date.UTC(2026, 10, 21, 21, 15, 30, 250);

function show(value) {
  if (value === null) return 'null';
  switch (typeof value) {
    case 'undefined': return 'undefined';
    case 'number': return Object.is(value, -0) ? '-0' : String(value);
    case 'string': return JSON.stringify(value);
    case 'boolean': return String(value);
    case 'function': return 'function';
  }
  const kind = Object.prototype.toString.call(value);
  if (kind === '[object Date]') return Number.isNaN(value.getTime()) ? 'null' : `Date(${value.getTime()})`;
  if (Array.isArray(value)) return `[${Array.from(value, show).join(',')}]`;
  const names = Object.keys(value).filter((name) => typeof value[name] !== 'function');
  names.sort((a, b) => (a < b ? -1 : 1));
  return `{${names.map((name) => `${JSON.stringify(name)}:${show(value[name])}`).join(',')}}`;
}

function run(text) {
  const context = vm.createContext({});
  vm.runInContext(`
    const RealDate = Date;
    globalThis.Date = function (...a) { return new.target ? (a.length ? new RealDate(...a) : new RealDate(${now})) : new RealDate(${now}).toString(); };
    Object.assign(Date, { now: () => ${now}, parse: RealDate.parse, UTC: RealDate.UTC });
    Date.prototype = RealDate.prototype;
    var variables = { Name: 'Ash', N: 4, Flag: true, Empty: '', Nothing: null, Half: 0.5, List: [3, 1, 2], Names: ['Zed', 'amy', 'Bob'],
      Child: { ref: 'CF-0001', age: 14, school: { name: 'Oak', urn: 100001 } }, Due: new RealDate(1796083200000),
      Rows: [{ k: 'a', v: 2 }, { k: 'b', v: 3 }, { k: 'a', v: 5 }] };
    var getVariable = (n) => variables[n], setVariable = (n, v) => { variables[n] = v; }, getName = () => variables.Name, setName = (v) => { variables.Name = v; },
      getInput = (n) => ({ Reason: 'away', Days: 3 })[n], getReason = () => 'away', args = { first: 1 };
  `, context);
  try {
    let source = text;
    if (/^\{[^]*\}$/.test(text)) { try { new vm.Script(`(${text})`); source = `(${text})`; } catch { /* a block */ } }
    else if (/\breturn\b/.test(text.replace(/=>\s*\{[^}]*\}|function[^}]*\}|\w+\([^)]*\)\s*\{ return[^}]*\}/g, ''))) { source = `(function () { ${text} \n})()`; }
    const script = new vm.Script(source);
    try {
      return show(script.runInContext(context, { timeout: 2000 }));
    } catch {
      return 'throws';
    }
  } catch {
    return 'refused';
  }
}

const cases = {};
for (const file of readdirSync(folder).filter((name) => name.endsWith('.txt')).sort()) {
  for (const line of readFileSync(new URL(file, folder), 'utf8').split('\n')) {
    if (line && !line.startsWith('##')) cases[line] = run(line);
  }
}
writeFileSync(new URL('expected.json', folder), JSON.stringify(cases, null, 1) + '\n');
console.log(Object.keys(cases).length, 'cases', Object.entries(cases).filter(([, r]) => r === 'refused' || r === 'throws').map(([t, r]) => r + ': ' + t).join('\n'));
